/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.Alert;
import dev.belay.alert.AlertState;
import dev.belay.alert.Phase;
import dev.belay.alert.Silence;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

/** What is written is read again; what is damaged is left out, whatever it is. */
class JournalProperties {
  private static final Instant NOW = Samples.TIME;

  private static Journal journal(String word, int number) {
    Notifications.Memory memory =
        new Notifications.Memory(
            List.of(
                new Round(Map.of("team", word), NOW.plusSeconds(number), NOW),
                new Round(Map.of(), NOW, null)),
            Map.of(
                word,
                new Standing(Status.FIRING, NOW, word),
                "x" + word,
                new Standing(null, NOW, null)),
            List.of(NOW, NOW.plusNanos(number)),
            number);
    AlertState state =
        new AlertState(Phase.FIRING, NOW, NOW.plusSeconds(1), new AlertState.Changes(number, true));
    return new Journal(
        NOW,
        Map.of(word, state, "x" + word, AlertState.initial(NOW)),
        memory,
        List.of(new Silence(Map.of("rule", word), NOW, NOW.plusSeconds(5), "by " + word, word)),
        Map.of(word, List.of(Samples.of(Samples.firing(word), Samples.resolved("B")))));
  }

  @Property(tries = 200)
  void written_isReadAgain(
      @ForAll @NotBlank @StringLength(max = 30) String word,
      @ForAll @IntRange(min = 0, max = (1 << 21) - 1) int number) {
    if (new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(word)) {
      Journal journal = journal(word, number);
      JournalReader.Result result = JournalReader.read(JournalWriter.bytes(journal), Instant.EPOCH);
      assertThat(result.unreadable()).isZero();
      assertThat(result.journal()).isEqualTo(journal);
    }
  }

  @Property(tries = 1_000)
  void damagedAnywhere_isReadWithoutFailing_andGoesOnWithoutFailing(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = JournalWriter.bytes(journal("A", 7));
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Journal read = JournalReader.read(bytes, NOW).journal();
    World world = new World();
    Watch watch =
        new Watch(world, new Notifications(Cadence.USUAL), List.of(Alert.of(World.A, NOW)));
    watch.resume(read, new Moment(NOW, NOW));
    watch.evaluate(NOW);
    assertThat(watch.tell(new Moment(NOW, NOW))).hasSizeLessThanOrEqualTo(2);
  }

  @Property(tries = 500)
  void noise_isReadAsNothing(@ForAll byte[] noise) {
    JournalReader.Result result = JournalReader.read(noise, NOW);
    assertThat(result.journal()).isEqualTo(Journal.empty(NOW));
  }
}
