/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.belay.testing.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class AuditChainProperties {

  private final FakeTime time = new FakeTime();

  @Provide
  Arbitrary<Map<String, String>> details() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("a=\\\t\n\r\u0000\u0085\u2028éu0041 \uffff")
            .ofMaxLength(6)
            .map(chars -> chars + (chars.length() > 3 ? "\ud83d\ude00" : ""));
    return Arbitraries.maps(text.filter(name -> !name.isBlank()), text).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Map<String, String>>> steps() {
    return details().list().ofMaxSize(6);
  }

  @Property(tries = 300)
  void everyChain_isReadAsItWasWritten(@ForAll("steps") List<Map<String, String>> steps) {
    AuditChain chain = chain(steps);
    AuditChain read = AuditChain.ofLines(chain.lines(), 100, time);
    assertThat(chain.lines()).allMatch(line -> line.lines().count() == 1);
    assertThat(read.entries()).isEqualTo(chain.entries());
    assertThat(read.lines()).isEqualTo(chain.lines());
    assertThat(read.verify()).isEmpty();
  }

  /** Either a line is refused, or the chain is broken: no change of one character goes unseen. */
  @Property(tries = 1000)
  void anyChangedCharacter_isRefusedOrBreaksTheChain(
      @ForAll("steps") List<Map<String, String>> steps, @ForAll Random random) {
    List<String> lines = chain(steps).lines();
    int line = random.nextInt(lines.size());
    StringBuilder changed = new StringBuilder(lines.get(line));
    int at = random.nextInt(changed.length());
    changed.setCharAt(at, (char) (changed.charAt(at) ^ 1 << random.nextInt(7)));
    String before = lines.set(line, changed.toString());
    AuditChain read = readOrNull(lines);
    boolean alone = lines.size() == 1;
    assertThat(read == null || alone || read.verify().isPresent())
        .as("%s was %s", changed, before)
        .isTrue();
  }

  @Property(tries = 1000)
  void anyText_isReadOrRefusedWithItsLineAndNothingElse(
      @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 3) int most) {
    assertThatCode(
            () -> {
              try {
                AuditChain.ofLines(lines, most, time).verify();
              } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s)line \\d+: .*");
              }
            })
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    String first = "belay-audit-1\t0\t" + "0".repeat(64);
    String entry = "1\t2026-01-01T00:00:00Z\ta\tb\t" + "0".repeat(64);
    Arbitrary<String> tail =
        Arbitraries.strings().withChars("ax=\\\tu0\ud800\udc00\n").ofMaxLength(12);
    Arbitrary<String> line =
        Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(40),
            tail,
            tail.map(text -> entry + text),
            tail.map(text -> "999999999999999999" + entry.substring(1) + "\t" + text),
            Arbitraries.just("1\t+1000000000-12-31T23:59:59.999999999Z" + entry.substring(22)));
    return line.list()
        .ofMaxSize(4)
        .map(
            rest -> {
              ArrayList<String> all = new ArrayList<>(rest);
              if (rest.size() != 1) {
                all.add(0, first);
              }
              return all;
            });
  }

  private AuditChain chain(List<Map<String, String>> steps) {
    AuditChain chain = AuditChain.keeping(100, time);
    steps.forEach(details -> chain.append("ops", "step", details));
    return chain;
  }

  private @Nullable AuditChain readOrNull(List<String> lines) {
    try {
      return AuditChain.ofLines(lines, 100, time);
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }
}
