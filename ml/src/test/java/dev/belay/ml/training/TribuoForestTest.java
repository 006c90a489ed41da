/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.ml.CompiledForest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.DataSource;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.dataset.DatasetView;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Against Tribuo's own prediction, bit for bit. */
class TribuoForestTest {
  private static final int ROWS = 1_500;
  private static final double OFFSET = 12.3456789;

  /** Enough columns for "f10" to sort before "f2", as Tribuo numbers them. */
  private static final int FEATURES = 12;

  private static final ForestHeader HEADER =
      new ForestHeader("v1", IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList(), "abc");

  @ParameterizedTest(name = "{0} trees, {1} bins, depth {2}")
  @CsvSource({"2, 32, 4", "7, 64, 10", "10, 255, 12", "3, 2, 3"})
  void score_anyRow_hasTheBitsOfTribuosEnsembleOnItsBins(int trees, int bins, int depth) {
    double[][] columns = columns();
    Quantiser quantiser = Quantiser.fit(columns, bins);
    List<Model<Regressor>> members = train(columns, quantiser, trees, depth);
    CompiledForest forest = TribuoForest.compile(HEADER, members, quantiser, OFFSET);
    Model<Regressor> ensemble =
        WeightedEnsembleModel.createEnsembleFromExistingModels(
            "all", members, new AveragingCombiner());
    assertThat(forest.trees()).isEqualTo(trees);
    for (int i = 0; i < ROWS; i++) {
      assertSameBits(forest, ensemble, quantiser, row(columns, i));
    }
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 6_000; i++) {
      assertSameBits(forest, ensemble, quantiser, nearEdges(random, quantiser));
    }
  }

  @Test
  void compile_header_isCarriedOver() {
    double[][] columns = columns();
    Quantiser quantiser = Quantiser.fit(columns, 8);
    CompiledForest forest =
        TribuoForest.compile(HEADER, train(columns, quantiser, 2, 3), quantiser, 0);
    assertThat(forest.version()).isEqualTo("v1");
    assertThat(forest.fingerprint()).isEqualTo("abc");
    assertThat(forest.featureNames()).isEqualTo(HEADER.names());
  }

  @Test
  void compile_headerLacksAFeatureOfTheTrees_isRefusedByItsName() {
    double[][] columns = columns();
    Quantiser quantiser = Quantiser.fit(columns, 8);
    List<Model<Regressor>> members = train(columns, quantiser, 2, 3);
    List<String> names = new ArrayList<>(HEADER.names());
    names.set(3, "other");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TribuoForest.compile(new ForestHeader("v1", names, ""), members, quantiser, 0))
        .withMessage("the trees know a feature 'f3', which the header does not");
  }

  @Test
  void compile_binsForFewerFeatures_isRefused() {
    Quantiser quantiser = Quantiser.fit(new double[][] {{1, 2}}, 8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TribuoForest.compile(HEADER, List.of(), quantiser, 0))
        .withMessage("12 features, but bins for 1");
  }

  @Test
  void compile_treesOfAnotherTrainer_areRefusedByTheirKind() {
    double[][] columns = columns();
    Quantiser quantiser = Quantiser.fit(columns, 8);
    Model<Regressor> joint = new CARTJointRegressionTrainer(3).train(dataset(columns, quantiser));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TribuoForest.compile(HEADER, List.of(joint), quantiser, 0))
        .withMessageContaining("CARTRegressionTrainer");
  }

  private static void assertSameBits(
      CompiledForest forest, Model<Regressor> ensemble, Quantiser quantiser, double[] row) {
    double expected = ensemble.predict(binned(row, quantiser, 0)).getOutput().getValues()[0];
    assertThat(Double.doubleToRawLongBits(forest.score(row)))
        .isEqualTo(Double.doubleToRawLongBits(expected + OFFSET));
  }

  private static List<Model<Regressor>> train(
      double[][] columns, Quantiser quantiser, int trees, int depth) {
    MutableDataset<Regressor> data = dataset(columns, quantiser);
    SplittableRandom seeds = new SplittableRandom(7);
    List<Model<Regressor>> members = new ArrayList<>();
    for (int i = 0; i < trees; i++) {
      DatasetView<Regressor> bag =
          DatasetView.createBootstrapView(
              data, ROWS, seeds.nextInt(), data.getFeatureIDMap(), data.getOutputIDInfo());
      members.add(
          new CARTRegressionTrainer(depth, 5, 0, 0.5f, false, new MeanSquaredError(), 1L + i)
              .train(bag, Map.of(), i));
    }
    return members;
  }

  private static MutableDataset<Regressor> dataset(double[][] columns, Quantiser quantiser) {
    SplittableRandom noise = new SplittableRandom(3);
    List<org.tribuo.Example<Regressor>> examples = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] row = row(columns, i);
      double target = (row[1] > 0 ? 10 : 0) + (row[10] > 1 ? 5 : -5) + noise.nextDouble();
      examples.add(binned(row, quantiser, Double.isNaN(row[2]) ? target + 7 : target));
    }
    DataSource<Regressor> source =
        new ListDataSource<>(
            examples,
            new RegressionFactory(),
            new SimpleDataSourceProvenance("synthetic", new RegressionFactory()));
    return new MutableDataset<>(source);
  }

  private static ArrayExample<Regressor> binned(double[] row, Quantiser quantiser, double target) {
    double[] bins = new double[row.length];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = quantiser.bin(i, row[i]);
    }
    String[] names = HEADER.names().toArray(String[]::new);
    return new ArrayExample<>(new Regressor("y", target), names, bins);
  }

  /** Continuous, of few values, mostly missing, constant: in turn. */
  private static double[][] columns() {
    SplittableRandom random = new SplittableRandom(11);
    double[][] columns = new double[FEATURES][ROWS];
    for (int feature = 0; feature < FEATURES; feature++) {
      for (int i = 0; i < ROWS; i++) {
        columns[feature][i] =
            switch (feature % 4) {
              case 0 -> random.nextInt(-3, 4);
              case 1 -> random.nextDouble(-5, 5);
              case 2 -> random.nextInt(3) == 0 ? random.nextDouble(-2, 4) : Double.NaN;
              default -> feature == 3 ? 42 : random.nextInt(20) == 0 ? Double.NaN : i % 2;
            };
      }
    }
    return columns;
  }

  private static double[] row(double[][] columns, int index) {
    double[] row = new double[FEATURES];
    for (int feature = 0; feature < FEATURES; feature++) {
      row[feature] = columns[feature][index];
    }
    return row;
  }

  private static double[] nearEdges(SplittableRandom random, Quantiser quantiser) {
    double[] row = new double[FEATURES];
    for (int feature = 0; feature < FEATURES; feature++) {
      double edge = quantiser.lowerEdge(feature, 1 + random.nextInt(quantiser.bins(feature)));
      row[feature] =
          switch (random.nextInt(9)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> random.nextDouble(-8e307, 8e307);
            case 5 -> Math.nextUp(edge);
            case 6 -> Math.nextDown(edge);
            case 7 -> random.nextDouble(-6, 6);
            default -> edge;
          };
    }
    return row;
  }
}
