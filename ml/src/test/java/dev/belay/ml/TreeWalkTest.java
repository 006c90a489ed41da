/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes are called by ten times their place here. */
class TreeWalkTest {
  private final TreeWalk walk = new TreeWalk("7", 4, place -> 10L * place);

  @Test
  void next_splitsOnBothSides_comeBeforeTheirLowSideAndThatBeforeTheHigh() {
    List<Integer> order = new ArrayList<>();
    while (walk.goesOn()) {
      int place = walk.next();
      order.add(place);
      if (place == 4) {
        walk.go(2, 6);
      } else if (place % 2 == 0) {
        walk.go(place - 1, place + 1);
      }
    }
    assertThat(order).containsExactly(4, 2, 1, 3, 6, 5, 7);
  }

  @Test
  void next_aChainLongerThanAnyStack_comesToItsEnd() {
    int nodes = 0;
    TreeWalk chain = new TreeWalk("0", 0, place -> place);
    while (chain.goesOn()) {
      int place = chain.next();
      nodes++;
      if (place % 2 == 0 && place < 200_000) {
        chain.go(place + 2, place + 1);
      }
    }
    assertThat(nodes).isEqualTo(200_001);
    chain.requireAll(nodes);
  }

  @Test
  void go_aNodeThatHasBeenOrIsAhead_isRefusedByItsName() {
    walk.next();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> walk.go(4, 5))
        .withMessage("tree 7 comes to node 40 twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> walk.go(6, 6))
        .withMessage("tree 7 comes to node 60 twice");
  }

  @Test
  void requireAll_aNodeThatTheWalkHasNotComeTo_isRefused() {
    walk.requireAll(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> walk.requireAll(2))
        .withMessage("tree 7 has nodes that no row can reach");
  }
}
