/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoriesTest {

  @Test
  void ofSample_moreNamesThanAsked_keepsTheMostFrequentThenTheFirst() {
    Categories categories =
        Categories.ofSample(Arrays.asList("c", "b", "b", null, "a", "d", "d"), 3);
    assertThat(categories.names()).containsExactly("b", "d", "a");
    assertThat(categories)
        .hasToString("Categories[[b, d, a], counts=[2, 2, 1], other=1, missing=1]");
    assertThat(categories.count()).isEqualTo(6);
    assertThat(categories.count("d")).isEqualTo(2);
    assertThat(categories.share("b").value()).isEqualTo(2 / 6.0);
  }

  @Test
  void ofSample_manyEquallyFrequent_keepsTheFirstOfTheAlphabet() {
    List<String> fruit =
        List.of("pear", "quince", "fig", "apple", "plum", "cherry", "lemon", "date", "mango");
    assertThat(Categories.ofSample(fruit, 4).names())
        .containsExactly("apple", "cherry", "date", "fig");
  }

  @Test
  void merged_missingAndOtherValues_areAddedUp() {
    Categories one = Categories.ofSample(Arrays.asList("a", null), 1);
    Categories.Builder other = one.emptyCopy();
    other.add(null, 2);
    other.add("x", 3);
    assertThat(one.merged(other.build()))
        .hasToString("Categories[[a], counts=[1], other=3, missing=3]");
  }

  @Test
  void ofSample_nothing_isEmpty() {
    Categories none = Categories.ofSample(List.of(), 5);
    assertThat(none.names()).isEmpty();
    assertThat(none.count()).isZero();
    assertThat(none.other()).isZero();
  }

  @Test
  void ofSample_mostOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Categories.ofSample(List.of("a"), 0))
        .withMessage("most must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Categories.ofSample(List.of("a"), 1_001))
        .withMessage("names must be at most 1000: 1001");
  }

  @Test
  void named_tooManyOrTheSameTwice_isRefused() {
    List<String> thousand = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
    assertThat(Categories.named(thousand).build().names()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Categories.named(Collections.nCopies(1_001, "a")))
        .withMessage("names must be at most 1000: 1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Categories.named(List.of("a", "b", "a")))
        .withMessage("names must differ: 'a' comes twice");
  }

  @Test
  void count_ofANameNotToldApart_isRefused() {
    Categories categories = Categories.named(List.of("a")).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> categories.count("b"))
        .withMessage("not told apart: 'b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> categories.share("b"))
        .withMessage("not told apart: 'b'");
  }

  @Test
  void share_withoutAValue_isUndefined() {
    assertThat(Categories.named(List.of("a")).build().share("a").reason()).isEqualTo("no trials");
  }

  @Test
  void add_negativeTimes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Categories.named(List.of("a")).add("a", -1))
        .withMessage("times must be at least 0: -1");
  }

  @Test
  void merged_otherNamesOrOrder_isRefused() {
    Categories one = Categories.named(List.of("a", "b")).build();
    Categories other = Categories.named(List.of("b", "a")).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.merged(other))
        .withMessage("names must be [a, b]: [b, a]");
  }

  @Test
  void build_countingGoesOn_leavesWhatWasBuilt() {
    Categories.Builder builder = Categories.named(List.of("a"));
    builder.add("a");
    Categories before = builder.build();
    builder.add("a");
    builder.add("x");
    builder.add(null);
    assertThat(before.count()).isEqualTo(1);
    assertThat(builder.build()).isNotEqualTo(before);
  }

  @Test
  void equals_differsByNamesCountsAndMissing() {
    Categories.Builder builder = Categories.named(List.of("a"));
    Categories empty = builder.build();
    assertThat(empty).isEqualTo(Categories.named(List.of("a")).build());
    assertThat(empty).hasSameHashCodeAs(Categories.named(List.of("a")).build());
    assertThat(empty).isNotEqualTo(Categories.named(List.of("b")).build()).isNotEqualTo("a");
    builder.add(null);
    assertThat(empty).isNotEqualTo(builder.build());
  }
}
