/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PreorderTest {

  @Test
  void leaf_oneNodeTooMany_isRefusedAndTheRestStays() {
    Preorder nodes = new Preorder(3);
    nodes.split(0, 1);
    nodes.leaf(1);
    nodes.leaf(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nodes.leaf(3))
        .withMessage("a forest has at most 3 nodes");
    assertThat(nodes.finish().count()).isEqualTo(1);
  }

  @Test
  void tree_afterEachNode_isTheOneTheNextNodeBelongsTo() {
    Preorder nodes = new Preorder(9);
    assertThat(nodes.tree()).isZero();
    nodes.split(0, 1);
    nodes.leaf(1);
    assertThat(nodes.tree()).isZero();
    nodes.leaf(2);
    assertThat(nodes.tree()).isEqualTo(1);
  }
}
