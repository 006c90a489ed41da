/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FlagsJsonProperties {
  private static final String[] NAMES = {"trip", "größe", "a\"b\\", "日本", "𝕏", "\u0001", "x/y~z"};

  /** A set with every feature, by dice that only the seed throws. */
  private static FlagSet random(Random dice) {
    FlagSet.Builder set = FlagSet.builder();
    int from = 0;
    for (String name : NAMES) {
      int to = from + 1 + dice.nextInt(1_000);
      if (dice.nextBoolean()) {
        set.rollout(rollout(name, dice, from, to));
      } else {
        set.split(split(name, dice, from, to));
      }
      from = to;
    }
    return dice.nextBoolean() ? set.version("v" + dice.nextInt()).build() : set.build();
  }

  private static Rollout rollout(String name, Random dice, int from, int to) {
    Rollout rollout =
        Rollout.of(name, dice.nextInt(10_001) / 100.0)
            .allowing(keys(dice, "in-"))
            .denying(keys(dice, "out-"));
    if (dice.nextBoolean()) {
      rollout = rollout.withSalt("salt-" + dice.nextInt());
    }
    if (dice.nextBoolean()) {
      rollout = rollout.within("n", from / 100.0, to / 100.0);
    }
    return dice.nextBoolean() ? rollout : rollout.disabled();
  }

  private static Split split(String name, Random dice, int from, int to) {
    Split.Builder split =
        Split.named(name).arm("a", dice.nextInt(100)).arm("b", 1).unassigned(dice.nextInt(3));
    split.coverage(dice.nextInt(10_001) / 100.0).salt(dice.nextBoolean() ? name : "s");
    for (String key : keys(dice, "")) {
      split.override(key, dice.nextBoolean() ? "a" : "b");
    }
    if (dice.nextBoolean()) {
      split.within("n", from / 100.0, to / 100.0);
    }
    return dice.nextBoolean() ? split.build() : split.build().disabled();
  }

  private static String[] keys(Random dice, String prefix) {
    List<String> keys = new ArrayList<>();
    for (int i = dice.nextInt(4); i > 0; i--) {
      keys.add(prefix + NAMES[i] + i);
    }
    return keys.toArray(String[]::new);
  }

  @Property
  void parse_ofWhatWasWritten_isTheSameSet(@ForAll Random dice) {
    FlagSet set = random(dice);
    assertThat(FlagSet.parse(set.toJson())).isEqualTo(set);
    assertThat(FlagSet.parse(set.toJson()).version()).isEqualTo(set.version());
  }

  @Property(tries = 200)
  void parse_ofWhatWasWritten_decidesTheSame(@ForAll Random dice, @ForAll String key) {
    Flags written = Flags.of(random(dice));
    Flags read = Flags.of(FlagSet.parse(written.current().toJson()));
    assertThat(read.explain(key)).isEqualTo(written.explain(key));
  }

  /** Whatever is thrown at it: a set or an argument's exception, and nothing else. */
  @Property(tries = 2_000)
  void parse_ofADamagedText_isASetOrRefused(
      @ForAll Random dice, @ForAll @IntRange(min = 1, max = 5) int damages) {
    StringBuilder text = new StringBuilder(random(dice).toJson());
    for (int i = 0; i < damages; i++) {
      damage(text, dice);
    }
    assertParsedOrRefused(text.toString());
  }

  private static void damage(StringBuilder text, Random dice) {
    String bits = "{}[]\",:0123456789.-eE truefalsn\\u\n\t";
    int at = dice.nextInt(text.length());
    int until = Math.min(text.length(), at + dice.nextInt(20));
    switch (dice.nextInt(3)) {
      case 0 -> text.setCharAt(at, bits.charAt(dice.nextInt(bits.length())));
      case 1 -> text.delete(at, until);
      default -> text.insert(at, text.substring(at, until));
    }
  }

  @Property
  void parse_ofAnyText_isASetOrRefused(@ForAll String text) {
    assertParsedOrRefused(text);
  }

  private static void assertParsedOrRefused(String text) {
    try {
      assertThat(FlagSet.parse(text).version()).isNotBlank();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("flags");
    }
  }
}
