/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.monitoring;

import dev.belay.Predictor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;

/** A host of a module that so far is its descriptor: it is there, and brings core along. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    boolean found =
        Collections.list(Main.class.getClassLoader().getResources("module-info.class")).stream()
            .map(Main::descriptor)
            .anyMatch(descriptor -> descriptor.name().equals("dev.belay.monitoring"));
    boolean resolved = ModuleLayer.boot().findModule("dev.belay.monitoring").isPresent();
    if (!found && !resolved || Main.class.getModule().isNamed() && !resolved) {
      throw new IllegalStateException(
          "dev.belay.monitoring: found " + found + ", resolved " + resolved);
    }
    if (Predictor.<String>fixed(3).estimate("any") != 3) {
      throw new IllegalStateException("core does not come with dev.belay.monitoring");
    }
  }

  private static ModuleDescriptor descriptor(URL url) {
    try (InputStream bytes = url.openStream()) {
      return ModuleDescriptor.read(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
