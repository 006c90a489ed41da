/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in an ONNX model that cannot be served is said by its name. */
class OnnxRefusalTest {
  private static final String TRACKS = "nodes_missing_value_tracks_true";

  /** One tree: a split of feature 1, a leaf, a split of feature 0 and its two leaves. */
  private static OnnxTreesWriter small() {
    return new OnnxTreesWriter()
        .features(2)
        .tree()
        .node(new OnnxTreesWriter.Node(0, "BRANCH_LEQ", 1, 0.5f, 1, 2), true)
        .leaf(1, -2)
        .node(new OnnxTreesWriter.Node(2, "BRANCH_LEQ", 0, 17, 3, 4), false)
        .leaf(3, 5)
        .leaf(4, 9);
  }

  private static OnnxWriter model() {
    return new OnnxWriter().input(OnnxTreesWriter.INPUT, 1, 2);
  }

  @Test
  void read_theModelAllOthersAreMadeOf_isAForest() {
    assertThat(OnnxReaderTest.forest(small().regressor()).score(new double[] {16, 1})).isEqualTo(5);
    assertThat(OnnxReaderTest.forest(small().classifier()).score(new double[] {17.5, 1}))
        .isEqualTo(9);
  }

  static Stream<Arguments> attributes() {
    return Stream.of(
        numbers("nodes_featureids", "splits on feature -1", -1, 0, 0, 0, 0),
        numbers("nodes_featureids", "splits on feature 4294967296", 1L << 32, 0, 0, 0, 0),
        numbers("nodes_featureids", "the trees need 3 features, a row has 2", 2, 0, 0, 0, 0),
        numbers("nodes_featureids", "nodes_featureids has 2 values, not 5", 0, 0),
        numbers("nodes_treeids", "nodes_treeids has 1 values, not 5", 0),
        numbers("nodes_nodeids", "tree 0 has two nodes 3", 0, 1, 2, 3, 3),
        numbers("nodes_truenodeids", "tree 0 has no node 7", 7, 0, 3, 0, 0),
        numbers("nodes_truenodeids", "tree 0 has no node -1", -1, 0, 3, 0, 0),
        numbers("nodes_truenodeids", "tree 0 comes to node 0 twice", 1, 0, 0, 0, 0),
        numbers("nodes_truenodeids", "tree 0 comes to node 2 twice", 2, 0, 3, 0, 0),
        numbers("nodes_falsenodeids", "tree 0 comes to node 1 twice", 1, 0, 4, 0, 0),
        numbers("target_ids", "target_ids has 1, at most 0", 0, 1, 1),
        numbers("target_ids", "target_ids has -1, at most 0", 0, -1, 0),
        numbers("target_ids", "target_weights has 3 values, not 1", 0),
        numbers("target_treeids", "target_treeids has 1 values, not 3", 0),
        numbers("target_nodeids", "target_nodeids has 1 values, not 3", 0),
        numbers("target_nodeids", "tree 0 has two values in leaf 1", 1, 1, 4),
        numbers("target_nodeids", "tree 0 has no value in leaf 3", 1, 2, 4),
        attribute(OnnxWriter.number("n_targets", 3), "n_targets", "several outputs: 3 targets"),
        floats("nodes_values", "tree 0 splits at NaN", 0.5f, 0, Float.NaN, 0, 0),
        floats("nodes_values", "nodes_values has 1 values, not 5", 0.5f),
        floats("target_weights", "tree 0 has a leaf that is not finite: NaN", 1, 2, Float.NaN),
        floats("base_values", "2 base values for one target", 1, 2),
        floats("base_values", "the base value is not finite: Infinity", Float.POSITIVE_INFINITY),
        text("aggregate_function", "MAX", "aggregate_function 'MAX' is not one of [SUM, AVERAGE]"),
        text("aggregate_function", "MIN", "aggregate_function 'MIN' is not one of [SUM, AVERAGE]"),
        text("post_transform", "PROBIT", "post_transform 'PROBIT' is not one of [NONE]"),
        text(
            "post_transform",
            "LOGISTIC",
            "post_transform LOGISTIC of a regressor, which ONNX Runtime leaves out"),
        attribute(
            OnnxWriter.text("nodes_values_as_tensor", ""),
            "nodes_values_as_tensor",
            "the trees have the attribute 'nodes_values_as_tensor', which is not read"),
        modes("BRANCH_EQ", "the trees have a split of the mode 'BRANCH_EQ'"),
        modes("BRANCH_NEQ", "the trees have a split of the mode 'BRANCH_NEQ'"),
        attribute(
            OnnxWriter.texts("nodes_modes", List.of("LEAF")),
            "nodes_modes",
            "nodes_modes has 1 values, not 5"));
  }

  private static Arguments numbers(String name, String reason, long... values) {
    return attribute(OnnxWriter.numbers(name, values), name, reason);
  }

  private static Arguments floats(String name, String reason, float... values) {
    return attribute(OnnxWriter.floats(name, values), name, reason);
  }

  private static Arguments text(String name, String value, String reason) {
    return attribute(OnnxWriter.text(name, value), name, reason);
  }

  private static Arguments modes(String mode, String reason) {
    List<String> modes = List.of("BRANCH_LEQ", "LEAF", mode, "LEAF", "LEAF");
    return attribute(OnnxWriter.texts("nodes_modes", modes), "nodes_modes", reason);
  }

  private static Arguments attribute(byte[] value, String name, String reason) {
    return Arguments.of(name, value, reason);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("attributes")
  void read_attributeThatCannotBeServed_isRefusedByItsName(
      String name, byte[] value, String reason) {
    assertRefused(small().with(name, value).regressor(), reason);
  }

  @Test
  void read_nodesNobodyReaches_areRefused() {
    assertRefused(small().leaf(5, 1).regressor(), "tree 0 has nodes that no row can reach");
  }

  @Test
  void read_noNodes_isRefused() {
    assertRefused(
        new OnnxTreesWriter().features(2).regressor(), "0 nodes, a forest has 1 to 16777216");
  }

  @Test
  void read_treeInTwoPieces_isRefused() {
    OnnxTreesWriter trees = new OnnxTreesWriter().features(2);
    trees.tree().leaf(0, 1).tree().leaf(0, 2).tree().leaf(0, 3);
    trees.with("target_treeids", OnnxWriter.numbers("target_treeids", 0, 1, 2));
    byte[] ids = OnnxWriter.numbers("nodes_treeids", 0, 1, 0);
    assertRefused(trees.with("nodes_treeids", ids).regressor(), "tree 0 comes in two pieces");
  }

  /** Ids that a hash does not tell apart must not make a map slow. */
  @Test
  void read_idsOfTheSameHash_isRefusedSoon() {
    OnnxTreesWriter trees = OnnxSamples.random(3, List.of("BRANCH_LT"), 1);
    long[] treeIds = LongStream.range(0, 300_000).toArray();
    long[] nodeIds = LongStream.of(treeIds).map(id -> 1_000_000_000 - 31 * id).toArray();
    trees.with("target_treeids", OnnxWriter.numbers("target_treeids", treeIds));
    trees.with("target_nodeids", OnnxWriter.numbers("target_nodeids", nodeIds));
    trees.with("target_ids", OnnxWriter.numbers("target_ids", new long[treeIds.length]));
    trees.with("target_weights", OnnxWriter.floats("target_weights", new float[treeIds.length]));
    byte[] model = trees.regressor();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertRefused(model, "tree 0 has no value in leaf 15"));
  }

  @Test
  void read_attributeTwice_isRefused() {
    byte[] model = small().with("again", OnnxWriter.numbers(TRACKS)).regressor();
    assertRefused(model, "has the attribute '" + TRACKS + "' twice");
  }

  @Test
  void read_classifiersThatAreNoSum_areRefused() {
    byte[] three = OnnxWriter.numbers("classlabels_int64s", 0, 1, 2);
    assertRefused(small().with("classlabels_int64s", three).classifier(), "3 classes, not two");
    byte[] ids = OnnxWriter.numbers("class_ids", 0, 2, 0);
    assertRefused(small().with("class_ids", ids).classifier(), "class_ids has 2, at most 1");
    byte[] softmax = OnnxWriter.text("post_transform", "SOFTMAX");
    assertRefused(
        small().with("post_transform", softmax).classifier(),
        "post_transform 'SOFTMAX' is not one of [NONE, LOGISTIC]");
    byte[] bases = OnnxWriter.floats("base_values", 1, 2);
    assertRefused(
        small().with("base_values", bases).classifier(),
        "2 base values, of which ONNX Runtime does not make one sum");
    byte[] some = OnnxWriter.numbers("class_ids", 0, 1, 1);
    assertRefused(small().with("class_ids", some).classifier(), "tree 0 has no value in leaf 1");
  }

  /** The reason of the refusal, from the runtime itself: it answers the bare sum. */
  @Test
  void read_logisticThatTheRuntimeLeavesOut_isRefused() {
    byte[] logistic = OnnxWriter.text("post_transform", "LOGISTIC");
    byte[] regressor = small().with("post_transform", logistic).regressor();
    double[][] rows = {{0, 0}, {16, 1}, {18, 1}};
    assertThat(OnnxEngine.predict(regressor, rows)).containsExactly(-2, 5, 9);
    assertRefused(
        regressor, "post_transform LOGISTIC of a regressor, which ONNX Runtime leaves out");
    byte[] positive = OnnxWriter.floats("class_weights", 0, 0.25f, 9);
    byte[] classifier =
        small().with("post_transform", logistic).with("class_weights", positive).classifier();
    assertThat(OnnxEngine.predict(classifier, rows)).containsExactly(0, 0.25f, 9);
    assertRefused(
        classifier,
        "post_transform LOGISTIC, which ONNX Runtime leaves out where no weight is negative");
  }

  @Test
  void read_otherVersions_areRefused() {
    assertRefused(small().regressor(model().ir(11)), "IR version 11, this release reads 3 to 10");
    assertRefused(small().regressor(model().ir(0)), "IR version 0, this release reads 3 to 10");
    assertRefused(small().regressor(model().ml(5)), "ai.onnx.ml 5, this release reads 1 to 4");
  }

  @Test
  void read_otherGraphs_areRefusedByTheirOperators() {
    OnnxWriter layer = model().node("", "MatMul", List.of("row"), List.of("score"));
    assertRefused(layer.bytes(), "0 tree ensembles among the operators ['MatMul']");
    OnnxWriter newer = model().node("ai.onnx.ml", "TreeEnsemble", List.of("row"), List.of("s"));
    assertRefused(
        newer.bytes(), "0 tree ensembles among the operators ['ai.onnx.ml.TreeEnsemble']");
    OnnxWriter foreign = model().node("mine", "TreeEnsembleRegressor", List.of(), List.of());
    assertRefused(
        foreign.bytes(), "0 tree ensembles among the operators ['mine.TreeEnsembleRegressor']");
    OnnxWriter twice =
        small().regressor(model(), "row").node("", "Exp", List.of("score"), List.of("e"));
    assertRefused(twice.bytes(), "the graph has 'Exp' beside its trees");
    assertRefused(
        small().regressor(small().regressor(model(), "row"), "score").bytes(),
        "2 tree ensembles among the operators ['ai.onnx.ml.TreeEnsembleRegressor']");
    assertRefused(
        small()
            .regressor(model(), "row")
            .node("", "Identity", List.of("row"), List.of("score"))
            .bytes(),
        "'score' is written twice");
  }

  @Test
  void read_aLongChainOfOperators_isServedUpToAThousandOfThem() {
    assertThat(OnnxReaderTest.forest(chain(999)).trees()).isOne();
    assertRefused(chain(1_000), "more than 1000 operators in the graph");
  }

  @Test
  void read_moreThanAThousandOfAnything_isRefused() {
    List<String> names = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "n" + i).toList();
    OnnxWriter from = model().node("", "Concat", names, List.of("all"));
    assertRefused(from.bytes(), "more than 1000 inputs of one operator");
    OnnxWriter to = model().node("", "Split", List.of("all"), names);
    assertRefused(to.bytes(), "more than 1000 outputs of one operator");
    byte[][] numbers =
        names.stream().map(name -> OnnxWriter.number(name, 1)).toArray(byte[][]::new);
    OnnxWriter attributes = model().node("", "If", List.of(), List.of(), numbers);
    assertRefused(attributes.bytes(), "more than 1000 attributes of one operator");
    byte[] texts = OnnxWriter.texts("classlabels_strings", names);
    assertRefused(
        small().with("classlabels_strings", texts).classifier(),
        "more than 1000 texts in one attribute");
    OnnxWriter inputs = model();
    names.forEach(name -> inputs.input(name, 1, 1));
    assertRefused(inputs.bytes(), "more than 1000 inputs of the graph");
    OnnxWriter constants = model();
    names.forEach(name -> constants.constant(name, 1L));
    assertRefused(constants.bytes(), "more than 1000 constants in the graph");
  }

  private static byte[] chain(int operators) {
    OnnxWriter chain = small().regressor(model(), "row");
    String last = "score";
    for (int i = 0; i < operators; i++) {
      chain.node("", "Identity", List.of(last), List.of("next" + i));
      last = "next" + i;
    }
    return chain.bytes();
  }

  @Test
  void read_otherInputs_areRefused() {
    assertRefused(small().regressor(new OnnxWriter()), "the graph has 0 inputs, not one");
    assertRefused(
        small().regressor(model().input("more", 1, 1)), "the graph has 2 inputs, not one");
    assertRefused(
        small().regressor(model(), "elsewhere").bytes(),
        "the trees do not read the input of the graph");
    assertRefused(
        small().regressor(new OnnxWriter().input(OnnxTreesWriter.INPUT, 11, 2)),
        "the trees read the element type 11, not floats");
    assertRefused(
        small().regressor(new OnnxWriter().input(OnnxTreesWriter.INPUT, 1, 1L << 40)),
        "the trees need 2 features, a row has 1099511627776");
  }

  @Test
  void read_castsThatChangeAScore_areRefused() {
    byte[] toInteger = OnnxWriter.number("to", 7);
    OnnxWriter before = model().node("", "Cast", List.of("row"), List.of("cast"), toInteger);
    assertRefused(
        small().regressor(before, "cast").bytes(), "the graph casts to the element type 7");
    OnnxWriter after =
        small()
            .regressor(model(), "row")
            .node("", "Cast", List.of("score"), List.of("c"), toInteger);
    assertRefused(after.bytes(), "the graph casts to the element type 7");
    OnnxWriter reshaped = model().node("", "Reshape", List.of("row"), List.of("other"));
    assertRefused(
        small().regressor(reshaped, "other").bytes(), "the graph has 'Reshape' before its trees");
    OnnxWriter circle =
        model()
            .node("", "Identity", List.of("x"), List.of("y"))
            .node("", "Identity", List.of("y"), List.of("x"));
    assertRefused(small().regressor(circle, "x").bytes(), "the graph runs in a circle at ");
  }

  @Test
  void read_aLabelThatBecomesSomethingElse_isHarmless() {
    OnnxWriter labelled =
        small()
            .classifier(model())
            .node("", "Cast", List.of("label"), List.of("name"), OnnxWriter.number("to", 8))
            .node("ai.onnx.ml", "ZipMap", List.of("score"), List.of("map"));
    assertThat(OnnxReaderTest.forest(labelled.bytes()).trees()).isEqualTo(1);
  }

  @Test
  void read_noModel_isRefused() {
    assertRefused(new byte[0], "no ONNX model: it has 0 graphs");
    assertRefused("tree\nversion=v4\n".getBytes(StandardCharsets.UTF_8), "no ONNX model");
  }

  @Test
  void onnx_noModel_namesTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), new byte[0]);
    assertThatIOException()
        .isThrownBy(() -> ForestImport.onnx(file))
        .withMessage("model file " + file + ": no ONNX model: it has 0 graphs");
  }

  private static void assertRefused(byte[] model, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.read(model))
        .withMessageContaining(reason);
  }
}
