/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class CategoriesProperties {

  @Property
  void merged_isTheSameAsCountingAllAtOnce(
      @ForAll List<@CharRange(from = 'a', to = 'f') @StringLength(1) String> one,
      @ForAll List<@CharRange(from = 'a', to = 'f') @StringLength(1) String> other) {
    List<String> names = List.of("a", "b", "c");
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    assertThat(counted(names, one).merged(counted(names, other))).isEqualTo(counted(names, all));
  }

  @Property
  void ofSample_countsEveryValueOnce(
      @ForAll List<@CharRange(from = 'a', to = 'f') @StringLength(1) String> sample) {
    Categories categories = Categories.ofSample(sample, 3);
    long told = categories.names().stream().mapToLong(categories::count).sum();
    assertThat(told + categories.other()).isEqualTo(sample.size());
    assertThat(categories.names()).allMatch(name -> categories.count(name) > 0);
  }

  private static Categories counted(List<String> names, List<String> sample) {
    Categories.Builder builder = Categories.named(names);
    sample.forEach(builder::add);
    return builder.build();
  }
}
