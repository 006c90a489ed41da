/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.Map;

/**
 * What a service said, if it was 200, 203 or 304.
 *
 * @param status of HTTP
 * @param headers the first value of each, names in lower case; never logged, since some services
 *     echo the key
 * @param body decompressed; empty for 304
 */
record Reply(int status, Map<String, String> headers, byte[] body) {}
