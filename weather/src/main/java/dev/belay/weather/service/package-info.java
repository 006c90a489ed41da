/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Weather services: {@code OpenWeatherMap}, {@code OpenMeteo} and {@code MetNorway}, each a {@link
 * dev.belay.weather.WeatherProvider} that keeps to a {@code Quota}. Put a {@code CachedWeather} in
 * front of them. {@code JsonFeed} is the table of any other service, for {@code LiveFeatures}.
 */
@NullMarked
package dev.belay.weather.service;

import org.jspecify.annotations.NullMarked;
