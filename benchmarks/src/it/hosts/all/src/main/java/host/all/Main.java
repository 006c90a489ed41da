/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.all;

import dev.belay.FeatureSet;
import dev.belay.Predictor;
import dev.belay.ml.CompiledForest;
import java.util.List;
import java.util.Set;

/** A host with every module at once. */
public final class Main {
  private static final Set<String> DESCRIBED =
      Set.of("dev.belay.core", "dev.belay.weather", "dev.belay.marketing", "dev.belay.monitoring");

  private Main() {}

  public static void main(String[] arguments) {
    FeatureSet<String> features =
        FeatureSet.builder(String.class).number("length", String::length).build();
    CompiledForest model = CompiledForest.builder("v1", List.of("length")).leaf(4).averaging(0);
    Predictor<String> predictor =
        Predictor.named("all").fallback((String text) -> 3).model(model, features).build();
    check(predictor.estimate("any") == 4, "the forest");
    if (Main.class.getModule().isNamed()) {
      DESCRIBED.forEach(
          name ->
              check(
                  !ModuleLayer.boot().findModule(name).orElseThrow().getDescriptor().isAutomatic(),
                  name));
      check(model.getClass().getModule().getDescriptor().isAutomatic(), "ml");
    }
    for (Class<?> type : List.of(Predictor.class, CompiledForest.class)) {
      String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
      check(jar.matches(".*/belay-[a-z]+-[^/]+[.]jar"), jar);
    }
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("not as documented: " + what);
    }
  }
}
