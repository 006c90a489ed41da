/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Instant;

/**
 * Now, twice.
 *
 * @param steady as of a clock that never goes back: what durations are measured with
 * @param wall as people and silences have it
 */
record Moment(Instant steady, Instant wall) {}
