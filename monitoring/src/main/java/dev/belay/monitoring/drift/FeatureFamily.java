/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.monitoring.drift.DriftReport.Verdict;
import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;
import dev.belay.stats.inference.PValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The features whose tests are counted together. A test that has too few values for a verdict, or
 * nothing that could differ, is not made and does not count: that is known without its outcome.
 */
final class FeatureFamily {

  /** More of the limit than this by chance, and a small index no longer shows a small shift. */
  private static final double CHANCE_OF_LIMIT = 0.5;

  private final DriftCriterion criterion;
  private final Map<String, PValue> distributions = new HashMap<>();
  private final Map<String, PValue> missings = new HashMap<>();

  FeatureFamily(DriftCriterion criterion, List<FeatureShift> shifts) {
    this.criterion = criterion;
    List<Test> tests = new ArrayList<>();
    for (FeatureShift shift : shifts) {
      String tooFew = tooFew(shift.table().referenceCount(), shift.table().currentCount());
      PValue p = tooFew.isEmpty() ? shift.p() : PValue.noEvidence(tooFew, shift.table().count());
      tests.add(new Test(distributions, shift.name(), p));
      tests.add(new Test(missings, shift.name(), missingP(shift)));
    }
    adjust(tests.stream().filter(test -> test.p().evidence()).toList());
    tests.stream().filter(test -> !test.p().evidence()).forEach(Test::keep);
  }

  private record Test(Map<String, PValue> results, String feature, PValue p) {
    void keep() {
      results.put(feature, p);
    }
  }

  /** What is said of one of the features. */
  DriftReport.Feature judged(FeatureShift shift) {
    PValue distribution = result(distributions, shift);
    PValue missing = result(missings, shift);
    String moved = moved(shift, distribution, missing);
    if (!moved.isEmpty()) {
      return new DriftReport.Feature(shift, Verdict.MOVED, moved, distribution, missing);
    }
    String lacking = lacking(shift, distribution);
    return lacking.isEmpty()
        ? new DriftReport.Feature(shift, Verdict.STABLE, small(shift), distribution, missing)
        : new DriftReport.Feature(shift, Verdict.UNDECIDED, lacking, distribution, missing);
  }

  private void adjust(List<Test> tests) {
    double[] adjusted =
        criterion.correction().adjusted(tests.stream().mapToDouble(t -> t.p().value()).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      PValue p = tests.get(i).p();
      String method = p.method() + ", " + criterion.correction() + " over " + adjusted.length;
      PValue after = PValue.of(adjusted[i], p.n(), method);
      tests.get(i).results().put(tests.get(i).feature(), after);
    }
  }

  private PValue missingP(FeatureShift shift) {
    Proportion then = shift.missingRates().reference();
    Proportion now = shift.missingRates().current();
    String tooFew = tooFew(then.trials(), now.trials());
    return tooFew.isEmpty()
        ? shift.missingP()
        : PValue.noEvidence(tooFew, then.trials() + now.trials());
  }

  private String tooFew(long references, long currents) {
    if (references < criterion.least()) {
      return references + " of the least " + criterion.least() + " reference values";
    }
    return currents < criterion.least()
        ? currents + " of the least " + criterion.least() + " current values"
        : "";
  }

  /** What has moved, or nothing. */
  private String moved(FeatureShift shift, PValue distribution, PValue missing) {
    List<String> findings = new ArrayList<>();
    if (distribution.rejects(criterion.alpha()) && excess(shift) >= criterion.size()) {
      findings.add(sizeOf(shift) + ", " + distribution);
    }
    if (missing.rejects(criterion.alpha())
        && Math.abs(shift.missing().value()) >= criterion.missing()) {
      findings.add("missing rate " + shift.missing() + ", " + missing);
    }
    return String.join("; ", findings);
  }

  /** Why nothing can be said although nothing has been seen to move, or nothing. */
  private String lacking(FeatureShift shift, PValue distribution) {
    ContingencyTable table = shift.table();
    String tooFew = tooFew(table.referenceCount(), table.currentCount());
    if (!tooFew.isEmpty()) {
      return tooFew;
    }
    if (table.psiByChance() > CHANCE_OF_LIMIT * criterion.size()) {
      return "too few values for " + table.columns() + " columns: " + sizeOf(shift);
    }
    return excess(shift) >= criterion.size()
        ? sizeOf(shift) + ", but not beyond chance: " + distribution
        : "";
  }

  private String small(FeatureShift shift) {
    return sizeOf(shift) + ", less than " + criterion.size() + " above chance";
  }

  private static double excess(FeatureShift shift) {
    Figure size = shift.size();
    return size.reason() == null ? size.value() - shift.table().psiByChance() : 0;
  }

  private static String sizeOf(FeatureShift shift) {
    return String.format(
        Locale.ROOT,
        "PSI %.3g (%.2g by chance, n = %,d and %,d)",
        shift.size().value(),
        shift.table().psiByChance(),
        shift.table().referenceCount(),
        shift.table().currentCount());
  }

  private static PValue result(Map<String, PValue> results, FeatureShift shift) {
    return Objects.requireNonNull(results.get(shift.name()), shift.name());
  }
}
