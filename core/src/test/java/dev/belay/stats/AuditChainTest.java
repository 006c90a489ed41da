/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.stats.AuditChain.Break;
import dev.belay.stats.AuditChain.Entry;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {

  private static final String ZEROS = "0".repeat(64);

  /** SHA-256 of the documented bytes, computed with Python's hashlib. */
  private static final String FIRST_HASH =
      "1132efa833a7485126f52d0a174c2ad1c53ad08c069e41a4c5d6fc15b9fdc4a6";

  private static final String SECOND_HASH =
      "21ce021e8c79d2708d399d2e99411a51d97e161e7bde024fbc4daff4dc3af7f9";

  private final FakeTime time = new FakeTime();

  @Test
  void hashes_areThoseOfTheDocumentedBytesForEver() {
    AuditChain chain = golden();
    assertThat(chain.entries()).extracting(Entry::hash).containsExactly(FIRST_HASH, SECOND_HASH);
    assertThat(chain.head()).isEqualTo(SECOND_HASH);
    assertThat(chain).hasToString("AuditChain[left=0, kept=2, head=" + SECOND_HASH + "]");
  }

  @Test
  void lines_areThoseOfTheDocumentedFormatForEver() {
    assertThat(golden().lines())
        .containsExactly(
            "belay-audit-1\t0\t" + ZEROS,
            "1\t2026-01-01T00:00:00Z\tops\trollout.raised\t" + FIRST_HASH + "\tfrom=10\tto=25",
            "2\t2026-01-01T00:00:01.500Z\tZoë\tnote\t"
                + SECOND_HASH
                + "\ta\\u003db=line\\u000abreak\\u005c\t\uffff=1\t\ud800\udc00=2");
  }

  @Test
  void ofLines_readsWhatWasWrittenAndGoesOn() {
    AuditChain chain = golden();
    AuditChain read = AuditChain.ofLines(chain.lines(), 10, time);
    assertThat(read.entries()).isEqualTo(chain.entries());
    assertThat(read.verify()).isEmpty();
    Entry here = chain.append("ops", "killed", Map.of());
    Entry there = read.append("ops", "killed", Map.of());
    assertThat(there).isEqualTo(here);
    assertThat(there.sequence()).isEqualTo(3);
  }

  @Test
  void append_overTheLimit_letsTheOldestGoAndStaysWhole() {
    AuditChain chain = AuditChain.keeping(3, time);
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(chain.append("ops", "step", Map.of("i", "" + i)));
    }
    assertThat(chain.entries()).isEqualTo(all.subList(2, 5));
    assertThat(chain.left()).isEqualTo(2);
    assertThat(chain.verify()).isEmpty();
    assertThat(chain.lines()).hasSize(4);
    assertThat(chain.lines().get(0)).isEqualTo("belay-audit-1\t2\t" + all.get(1).hash());
    assertThat(AuditChain.ofLines(chain.lines(), 3, time).left()).isEqualTo(2);
  }

  @Test
  void verify_ofAChangedEntry_namesItAndBothHashes() {
    AuditChain chain = steps();
    List<String> lines = chain.lines();
    lines.set(3, lines.get(3).replace("i=2", "i=9"));
    Break found = AuditChain.ofLines(lines, 10, time).verify().orElseThrow();
    assertThat(found.sequence()).isEqualTo(3);
    assertThat(found.how())
        .startsWith("its hash is " + chain.entries().get(2).hash() + ", but its content and");
  }

  /** Whoever also writes the changed entry's hash anew breaks the chain at the next one. */
  @Test
  void verify_ofAChangedEntryWithItsOwnNewHash_namesTheNext() {
    List<String> lines = steps().lines();
    AuditChain forged = AuditChain.ofLines(lines.subList(0, 3), 10, time);
    forged.append("ops", "step", Map.of("i", "9"));
    lines.set(3, forged.lines().get(3));
    Break found = AuditChain.ofLines(lines, 10, time).verify().orElseThrow();
    assertThat(found.sequence()).isEqualTo(4);
    assertThat(found.how()).contains("content and the hash before give");
  }

  @Test
  void verify_ofAMissingDoubledOrMovedEntry_namesWhatFollowsWhat() {
    List<String> missing = steps().lines();
    missing.remove(2);
    assertThat(AuditChain.ofLines(missing, 10, time).verify())
        .contains(new Break(3, "it follows entry 1"));
    List<String> doubled = steps().lines();
    doubled.add(3, doubled.get(2));
    assertThat(AuditChain.ofLines(doubled, 10, time).verify())
        .contains(new Break(2, "it follows entry 2"));
    List<String> moved = steps().lines();
    Collections.swap(moved, 2, 3);
    assertThat(AuditChain.ofLines(moved, 10, time).verify())
        .contains(new Break(3, "it follows entry 1"));
  }

  @Test
  void verify_ofAnotherFirstLine_namesTheFirstEntry() {
    List<String> lines = steps().lines();
    lines.set(0, "belay-audit-1\t0\t" + "1".repeat(64));
    assertThat(AuditChain.ofLines(lines, 10, time).verify().orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void verify_ofABreakThatLeftMemory_stillNamesIt() {
    List<String> lines = steps().lines();
    lines.set(2, lines.get(2).replace("i=1", "i=9"));
    lines.remove(4);
    AuditChain chain = AuditChain.ofLines(lines, 1, time);
    assertThat(chain.entries()).hasSize(1);
    assertThat(chain.verify().orElseThrow().sequence()).isEqualTo(2);
    chain.append("ops", "more", Map.of());
    assertThat(chain.verify().orElseThrow().sequence()).isEqualTo(2);
  }

  /** Otherwise the break that left memory would leave no trace after a restart. */
  @Test
  void lines_ofABrokenChain_areRefusedWithTheBreak() {
    List<String> lines = steps().lines();
    lines.set(2, lines.get(2).replace("i=1", "i=9"));
    for (int most : List.of(10, 1)) {
      AuditChain chain = AuditChain.ofLines(lines, most, time);
      assertThatIllegalStateException()
          .isThrownBy(chain::lines)
          .withMessageStartingWith("the chain is broken at entry 2: its hash is ");
    }
  }

  @Test
  void verify_ofAnEmptyChain_findsNothing() {
    AuditChain chain = AuditChain.keeping(1, time);
    assertThat(chain.verify()).isEmpty();
    assertThat(chain.head()).isEqualTo(ZEROS);
    assertThat(AuditChain.ofLines(chain.lines(), 1, time).entries()).isEmpty();
  }

  @Test
  void entries_areCopiesThatNobodyChanges() {
    AuditChain chain = AuditChain.keeping(5, time);
    Map<String, String> details = new HashMap<>(Map.of("a", "1"));
    Entry entry = chain.append("ops", "step", details);
    List<Entry> before = chain.entries();
    details.put("a", "2");
    chain.append("ops", "step", details);
    assertThat(entry.details()).containsExactly(Map.entry("a", "1"));
    assertThat(before).containsExactly(entry);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> entry.details().put("b", "3"));
  }

  @Test
  void appendsOfManyThreads_formOneWholeChain() throws Exception {
    AuditChain chain = AuditChain.keeping(10_000, time);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> work =
          () -> {
            for (int i = 0; i < 500; i++) {
              chain.append(Thread.currentThread().getName(), "step", Map.of("i", "" + i));
              assertThat(i % 100 == 0 ? chain.verify() : Optional.empty()).isEmpty();
            }
            return 500;
          };
      for (Future<Integer> done : threads.invokeAll(Collections.nCopies(8, work))) {
        assertThat(done.get()).isEqualTo(500);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(chain.verify()).isEmpty();
    assertThat(chain.entries())
        .extracting(Entry::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 4000).mapToObj(i -> (long) i).toList());
  }

  @Test
  void contents_thatWouldReadAlike_haveDifferentHashes() {
    AuditChain first = AuditChain.keeping(1, time);
    AuditChain second = AuditChain.keeping(1, time);
    first.append("ab", "c", Map.of());
    second.append("a", "bc", Map.of());
    assertThat(first.head()).isNotEqualTo(second.head());
    AuditChain third = AuditChain.keeping(1, time);
    AuditChain fourth = AuditChain.keeping(1, time);
    third.append("a", "b", Map.of("c", "d", "e", "f"));
    fourth.append("a", "b", Map.of("c", "de", "f", ""));
    assertThat(third.head()).isNotEqualTo(fourth.head());
  }

  @ParameterizedTest
  @SuppressWarnings("NullAway")
  @ValueSource(ints = {0, 100_001})
  void keeping_tooManyOrNone_isRefused(int most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditChain.keeping(most, time))
        .withMessage("a chain keeps from 1 to 100000 entries: " + most);
    assertThat(AuditChain.keeping(100_000, time).entries()).isEmpty();
    assertThatNullPointerException()
        .isThrownBy(() -> AuditChain.keeping(1, null))
        .withMessage("clock");
  }

  @Test
  void append_ofTextsThatAreTooLongOrSayNothing_isRefusedAndChangesNothing() {
    AuditChain chain = AuditChain.keeping(5, time);
    assertRefused(
        chain, "a".repeat(257), "b", Map.of(), "actor must have at most 256 characters: 257");
    assertRefused(chain, " ", "b", Map.of(), "actor must say something: ' '");
    assertRefused(
        chain, "a", "b".repeat(257), Map.of(), "action must have at most 256 characters: 257");
    assertRefused(chain, "a", "", Map.of(), "action must say something: ''");
    assertRefused(chain, "a", "b", Map.of("", "x"), "name of a detail must say something: ''");
    assertRefused(
        chain,
        "a",
        "b",
        Map.of("x", "y".repeat(4097)),
        "x must have at most 4096 characters: 4097");
    assertRefused(chain, "a\ud800", "b", Map.of(), "actor must be well-formed Unicode: 'a\ud800'");
    assertRefused(chain, "a", "b", tooMany(), "at most 64 details, not 65");
    assertThat(chain.entries()).isEmpty();
  }

  @Test
  void append_ofTheLongestTextsAndMostDetails_isTaken() {
    AuditChain chain = AuditChain.keeping(5, time);
    Map<String, String> details = tooMany();
    details.remove("k64");
    details.put("k0", "y".repeat(4096));
    chain.append("a".repeat(256), "b".repeat(256), details);
    assertThat(AuditChain.ofLines(chain.lines(), 5, time).entries()).isEqualTo(chain.entries());
  }

  @Test
  @SuppressWarnings("NullAway")
  void append_ofNull_isRefusedByName() {
    AuditChain chain = AuditChain.keeping(5, time);
    Map<String, String> withNull = new HashMap<>();
    withNull.put("x", null);
    assertThatNullPointerException()
        .isThrownBy(() -> chain.append(null, "b", Map.of()))
        .withMessage("actor");
    assertThatNullPointerException()
        .isThrownBy(() -> chain.append("a", "b", withNull))
        .withMessage("x");
  }

  @ParameterizedTest
  @CsvSource({
    "belay-audit-2\t0, line 1: not the first line of a chain: 'belay-audit-2\t0'",
    "belay-audit-1\t-1\tHASH, line 1: not a sequence: '-1'",
    "belay-audit-1\t01\tHASH, line 1: not a sequence: '01'",
    "belay-audit-1\t1000000000000000000\tHASH, line 1: not a sequence: '1000000000000000000'",
    "belay-audit-1\t0\tABC, line 1: hash must be 64 hexadecimal digits: 'ABC'"
  })
  void ofLines_withAFirstLineThatIsNone_isRefused(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditChain.ofLines(List.of(line.replace("HASH", ZEROS)), 5, time))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "1\tTIME\ta\tb, 'line 2: an entry has at least 5 fields, not 4'",
    "x\tTIME\ta\tb\tHASH, line 2: not a sequence: 'x'",
    "0\tTIME\ta\tb\tHASH, line 2: sequence must be at least 1: 0",
    "1\tyesterday\ta\tb\tHASH, line 2: Text 'yesterday' could not be parsed at index 0",
    "1\tTIME\t\tb\tHASH, line 2: actor must say something: ''",
    "1\tTIME\ta\tb\tHASX, line 2: hash must be 64 hexadecimal digits: 'HASX'",
    "1\tTIME\ta\tb\tHASH\tx, line 2: a detail needs a name: 'x'",
    "1\tTIME\ta\tb\tHASH\t=x, line 2: name of a detail must say something: ''",
    "1\tTIME\ta\\ud800\tb\tHASH, line 2: actor must be well-formed Unicode: 'a\ud800'"
  })
  void ofLines_withAnEntryThatIsNone_isRefusedWithTheLine(String line, String message) {
    assertRefusedLine(line, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\t2026-01-01T00:00:00.0Z\ta\tb\tHASH",
        "1\tTIME\ta\\\tb\tHASH",
        "1\tTIME\ta\\u0041\tb\tHASH",
        "1\tTIME\ta=b\tb\tHASH",
        "1\tTIME\ta\rb\tb\tHASH",
        "1\tTIME\ta\tb\tHASH\ty=1\tx=2",
        "1\tTIME\ta\tb\tHASH\tx=1\tx=1",
        "1\tTIME\ta\tb\tHASH\tx=1=2"
      })
  void ofLines_withAnEntryWrittenInAnotherWay_isRefused(String line) {
    String full = line.replace("TIME", "2026-01-01T00:00:00Z").replace("HASH", ZEROS);
    String shown = full.length() > 80 ? full.substring(0, 80) + "…" : full;
    assertRefusedLine(line, "line 2: not as a chain writes it: '" + shown + "'");
  }

  @Test
  void ofLines_ofNothing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditChain.ofLines(List.of(), 5, time))
        .withMessage("line 1: a chain starts with its first line");
  }

  private AuditChain golden() {
    AuditChain chain = AuditChain.keeping(10, time);
    chain.append("ops", "rollout.raised", Map.of("to", "25", "from", "10"));
    time.advance(Duration.ofMillis(1500));
    Map<String, String> details = new LinkedHashMap<>();
    details.put("\ud800\udc00", "2");
    details.put("\uffff", "1");
    details.put("a=b", "line\nbreak\\");
    chain.append("Zoë", "note", details);
    return chain;
  }

  private AuditChain steps() {
    AuditChain chain = AuditChain.keeping(10, time);
    for (int i = 0; i < 5; i++) {
      chain.append("ops", "step", Map.of("i", "" + i));
    }
    return chain;
  }

  private void assertRefusedLine(String line, String message) {
    String first = "belay-audit-1\t0\t" + ZEROS;
    String second = line.replace("TIME", "2026-01-01T00:00:00Z").replace("HASH", ZEROS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditChain.ofLines(List.of(first, second), 5, time))
        .withMessage(message);
  }

  private static void assertRefused(
      AuditChain chain, String actor, String action, Map<String, String> details, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chain.append(actor, action, details))
        .withMessage(message);
  }

  private static Map<String, String> tooMany() {
    Map<String, String> details = new HashMap<>();
    IntStream.rangeClosed(0, 64).forEach(i -> details.put("k" + i, "v"));
    return details;
  }

  @Test
  @SuppressWarnings("NullAway")
  void entry_withoutAPlaceInTheChain_isRefused() {
    Instant at = time.instant();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(0, at, "a", "b", Map.of(), ZEROS))
        .withMessage("sequence must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(1, at, "a", "b", Map.of(), "A".repeat(64)))
        .withMessageStartingWith("hash must be 64 hexadecimal digits: 'AAA");
    assertThatNullPointerException().isThrownBy(() -> new Break(1, null)).withMessage("how");
  }
}
