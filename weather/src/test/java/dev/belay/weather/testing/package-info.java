/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What whoever implements {@link dev.belay.weather.WeatherProvider} can test it against, with JUnit
 * Jupiter: {@link dev.belay.weather.testing.WeatherProviderContract}.
 */
@NullMarked
package dev.belay.weather.testing;

import org.jspecify.annotations.NullMarked;
