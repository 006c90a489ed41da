/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
String log = new File(basedir, 'build.log').text

void require(boolean condition, String what) {
  if (!condition) {
    throw new IllegalStateException('not in build.log: ' + what)
  }
}

require(log.contains('Unable to derive module descriptor for'), 'a failure of the trainers as modules')
require(log.contains('xgboost4j.2.12: Invalid module name'), 'XGBoost as its reason')
List<Integer> runs = (log =~ /Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0\s/).collect { it[1] as int }
require(!runs.empty && runs.max() >= 39, 'the contracts of a host, nested ones included, but ' + runs)

String bench = new File(basedir, 'benchmark/target/bench.json').text
if (!bench.contains('"DelayBenchmark.score"') || !(bench =~ /"DelayBenchmark.scoreAll"[^}]*"ratio" : [0-9]/)) {
  throw new IllegalStateException('no rows of the host in bench.json: ' + bench)
}
