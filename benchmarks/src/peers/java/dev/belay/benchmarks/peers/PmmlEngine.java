/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmg.pmml.DataDictionary;
import org.dmg.pmml.DataField;
import org.dmg.pmml.DataType;
import org.dmg.pmml.Header;
import org.dmg.pmml.MiningField;
import org.dmg.pmml.MiningFunction;
import org.dmg.pmml.MiningSchema;
import org.dmg.pmml.OpType;
import org.dmg.pmml.PMML;
import org.dmg.pmml.Predicate;
import org.dmg.pmml.SimplePredicate;
import org.dmg.pmml.SimplePredicate.Operator;
import org.dmg.pmml.Target;
import org.dmg.pmml.Targets;
import org.dmg.pmml.True;
import org.dmg.pmml.Version;
import org.dmg.pmml.mining.MiningModel;
import org.dmg.pmml.mining.Segment;
import org.dmg.pmml.mining.Segmentation;
import org.dmg.pmml.mining.Segmentation.MultipleModelMethod;
import org.dmg.pmml.tree.BranchNode;
import org.dmg.pmml.tree.LeafNode;
import org.dmg.pmml.tree.Node;
import org.dmg.pmml.tree.TreeModel;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.EvaluatorUtil;
import org.jpmml.evaluator.ModelEvaluatorBuilder;

/**
 * JPMML over trees given to it: the PMML document is built as objects, in double precision, and
 * never written.
 */
final class PmmlEngine {
  private static final String TARGET = "target";

  private final Evaluator evaluator;
  private final List<String> names;

  private PmmlEngine(Evaluator evaluator, List<String> names) {
    this.evaluator = evaluator;
    this.names = names;
  }

  static PmmlEngine of(PlainForest forest) {
    List<String> names = new ArrayList<>();
    DataDictionary dictionary = new DataDictionary();
    for (int i = 0; i < ReferenceData.FEATURES; i++) {
      names.add("f" + i);
      dictionary.addDataFields(new DataField("f" + i, OpType.CONTINUOUS, DataType.DOUBLE));
    }
    dictionary.addDataFields(new DataField(TARGET, OpType.CONTINUOUS, DataType.DOUBLE));
    PMML document = new PMML(Version.PMML_4_4.getVersion(), new Header(), dictionary);
    document.addModels(model(forest, names));
    return new PmmlEngine(new ModelEvaluatorBuilder(document).build(), names);
  }

  private static MiningModel model(PlainForest forest, List<String> names) {
    List<Segment> segments = new ArrayList<>();
    for (PlainTree tree : forest.trees()) {
      Node root = node(tree, 0, True.INSTANCE, names);
      TreeModel model =
          new TreeModel(MiningFunction.REGRESSION, schema(names, false), root)
              .setSplitCharacteristic(TreeModel.SplitCharacteristic.BINARY_SPLIT)
              .setMissingValueStrategy(TreeModel.MissingValueStrategy.DEFAULT_CHILD);
      segments.add(new Segment(True.INSTANCE, model));
    }
    MultipleModelMethod method =
        forest.total() == PlainForest.Total.MEAN
            ? MultipleModelMethod.AVERAGE
            : MultipleModelMethod.SUM;
    Target base = new Target().setTargetField(TARGET).setRescaleConstant(forest.base());
    return new MiningModel(MiningFunction.REGRESSION, schema(names, true))
        .setSegmentation(new Segmentation(method, segments))
        .setTargets(new Targets().addTargets(base));
  }

  private static MiningSchema schema(List<String> names, boolean target) {
    MiningSchema schema = new MiningSchema();
    names.forEach(name -> schema.addMiningFields(new MiningField(name)));
    if (target) {
      MiningField field = new MiningField(TARGET).setUsageType(MiningField.UsageType.TARGET);
      schema.addMiningFields(field);
    }
    return schema;
  }

  private static Node node(PlainTree tree, int node, Predicate reached, List<String> names) {
    if (NodeTests.leaf(tree, node)) {
      return new LeafNode(tree.value()[node], reached).setId(node);
    }
    int low = tree.left()[node];
    int high = tree.right()[node];
    String name = names.get(tree.feature()[node]);
    Double threshold = tree.threshold()[node];
    return new BranchNode(null, reached)
        .setId(node)
        .setDefaultChild(tree.missingLeft()[node] ? low : high)
        .addNodes(
            node(tree, low, new SimplePredicate(name, Operator.LESS_THAN, threshold), names),
            node(
                tree,
                high,
                new SimplePredicate(name, Operator.GREATER_OR_EQUAL, threshold),
                names));
  }

  /** A map of names, as its users hand rows over. */
  double row(double[] row) {
    Map<String, Object> arguments = new HashMap<>(2 * row.length);
    for (int i = 0; i < row.length; i++) {
      arguments.put(names.get(i), row[i]);
    }
    Object answer = EvaluatorUtil.decode(evaluator.evaluate(arguments).get(TARGET));
    return ((Number) answer).doubleValue();
  }
}
