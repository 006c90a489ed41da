/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {
  private final List<String> written = new ArrayList<>();

  private Column.Own<String> noting(int column) {
    return (query, row) -> written.add(query + column);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 40, 200, 201, 1_000})
  void own_ofAnyNumber_writesEachOnceInOrder(int columns) throws Throwable {
    Column.own(IntStream.range(0, columns).mapToObj(this::noting).toList())
        .write("q", new double[0]);
    assertThat(written)
        .isEqualTo(IntStream.range(0, columns).mapToObj(column -> "q" + column).toList());
  }

  /** Each of the columns reads the one before it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40, 200, 201, 1_000})
  void derived_ofAnyNumber_seesWhatCameBefore(int columns) throws Throwable {
    double[] row = new double[columns + 1];
    List<Column.Derived> counting = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      int column = i;
      counting.add(values -> values[column] = values[column - 1] + 1);
    }
    Column.derived(counting).write(row);
    assertThat(row[columns]).isEqualTo(columns);
  }

  @Test
  void own_whereOneThrows_passesItOnAndWritesNoMore() {
    RuntimeException broken = new IllegalStateException("made up by a test");
    Column.Own<String> throwing =
        (query, row) -> {
          throw broken;
        };
    Column.Own<String> all = Column.own(List.of(noting(0), throwing, noting(2)));
    assertThatThrownBy(() -> all.write("q", new double[0])).isSameAs(broken);
    assertThat(written).containsExactly("q0");
  }
}
