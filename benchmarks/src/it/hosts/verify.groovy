/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
String log = new File(basedir, 'build.log').text

// The one thing that does not work, and why.
assert log.contains('Unable to derive module descriptor for') && log.contains('xgboost4j.2.12: Invalid module name')
// The contracts have run, nested ones included.
assert (log =~ /Tests run: ([0-9]+), Failures: 0, Errors: 0, Skipped: 0\s/).collect { it[1] as int }.max() >= 39
