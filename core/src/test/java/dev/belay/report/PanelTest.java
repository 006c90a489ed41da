/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.stats.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final Figure SHARE = Figure.point(0.5, 10, "share of questions");

  @Test
  void parts_areInTheirOrderAndCopied() {
    List<Panel.Part> parts = new ArrayList<>();
    parts.add(new Panel.Single("hit rate", SHARE));
    parts.add(new Panel.Table("sources", List.of("name"), List.of(List.of("a"), List.of("b"))));
    Panel panel = new Panel("Weather", parts);
    parts.clear();

    assertThat(panel.parts()).extracting(Panel.Part::label).containsExactly("hit rate", "sources");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> panel.parts().clear());
  }

  @Test
  void line_pointsOutOfOrder_areRefused() {
    Panel.Point early = new Panel.Point(Instant.EPOCH, SHARE);
    Panel.Point late = new Panel.Point(Instant.EPOCH.plusSeconds(1), SHARE);

    assertThat(new Panel.Line("hits", List.of(early, early, late)).points()).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Panel.Line("hits", List.of(late, early)))
        .withMessage("hits: 1970-01-01T00:00:00Z after 1970-01-01T00:00:01Z");
  }

  @Test
  void table_aRowOfAnotherWidth_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Panel.Table("keys", List.of("a", "b"), List.of(List.of("1", "2", "3"))))
        .withMessage("keys: the row [1, 2, 3] for the columns [a, b]");
  }

  @Test
  void health_withoutAReason_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Health(Health.Status.DOWN, " "))
        .withMessage("a health without a reason");
  }
}
