/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a cache relies on in every {@link SeriesStore}. */
abstract class SeriesStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  abstract SeriesStore store();

  private static byte[] load(SeriesStore store, String key) throws Exception {
    return store.load(key).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void load_nothingSaved_isNull() throws Exception {
    assertThat(load(store(), "open-meteo/0.05/929,3732")).isNull();
  }

  @Test
  void load_saved_isEveryByteOfIt() throws Exception {
    SeriesStore store = store();
    byte[] value = new byte[256];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) i;
    }

    store.save("open-meteo/0.05/-929,3732,20541", value, HOUR);

    assertThat(load(store, "open-meteo/0.05/-929,3732,20541")).isEqualTo(value);
    assertThat(load(store, "open-meteo/0.05/-929,3732")).isNull();
  }

  @Test
  void save_again_replaces() throws Exception {
    SeriesStore store = store();
    store.save("a/0.05/1,2", new byte[] {1}, HOUR);
    store.save("a/0.05/1,2", new byte[] {2, 3}, HOUR);

    assertThat(load(store, "a/0.05/1,2")).containsExactly(2, 3);
  }

  @Test
  void save_byManyThreads_keepsEachValueWhole() throws Exception {
    SeriesStore store = store();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte filling = (byte) i;
      byte[] value = new byte[10_000];
      java.util.Arrays.fill(value, filling);
      writers.add(CompletableFuture.runAsync(() -> store.save("a/0.05/1,2", value, HOUR)));
    }
    CompletableFuture.allOf(writers.toArray(new CompletableFuture<?>[0])).join();

    byte[] found = load(store, "a/0.05/1,2");

    assertThat(found).hasSize(10_000).containsOnly(found[0]);
  }
}
