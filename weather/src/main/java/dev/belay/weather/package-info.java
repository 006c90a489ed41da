/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Weather as features of a prediction: begin with {@code WeatherFeatures}, which turns a {@link
 * dev.belay.weather.WeatherProvider}, best a {@code CachedWeather}, into columns. Where the weather
 * comes from is in {@link dev.belay.weather.service}; recorded weather in {@code ReplayWeather}.
 * {@code LiveFeatures} does the same for any table by key, such as traffic by zone.
 */
@NullMarked
package dev.belay.weather;

import org.jspecify.annotations.NullMarked;
