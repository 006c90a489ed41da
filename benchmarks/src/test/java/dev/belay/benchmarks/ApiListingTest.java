/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is public is listed, and what is listed is in the changelog. */
class ApiListingTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("belay.root"), "belay.root"));
  private static final List<String> MODULES =
      List.of("core", "weather", "ml", "marketing", "monitoring", "benchmarks");
  private static final String RENEW =
      "mvn -ntp -pl benchmarks -am test -Dtest=ApiListingTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dbelay.api=renew";
  private static final Pattern TYPE = Pattern.compile("^dev\\.belay[.a-z]*\\.([A-Z]\\w*): ");
  private static final Pattern QUOTED = Pattern.compile("`([A-Z]\\w*)[^`]*`");

  @ParameterizedTest
  @FieldSource("MODULES")
  void api_ofTheModule_isTheOneThatIsCommitted(String module) throws IOException {
    ApiListing listing = new ApiListing(ROOT.resolve(module));
    List<String> difference = listing.difference();
    if (System.getProperty("belay.api", "").equals("renew")) {
      Files.write(listing.file(), listing.compiled());
      difference.forEach(line -> System.out.println(module + "/api.txt " + line));
      return;
    }
    assertThat(difference)
        .as("%s/api.txt against the compiled classes; a change on purpose is%n  %s", module, RENEW)
        .isEmpty();
  }

  @Test
  void changelog_namesEveryPublicType() throws IOException {
    Set<String> missing = publicTypes();
    missing.removeAll(quoted(changelog()));
    assertThat(missing.stream().map("- `%s`: …"::formatted))
        .as("public types without a line under Added or Changed in .github/CHANGELOG.md")
        .isEmpty();
  }

  @Test
  void changelog_namesNoTypeThatIsNotPublic() throws IOException {
    Set<String> gone = quoted(changelog().replaceAll("(?s)### Removed.*?(?=\\n##|$)", ""));
    gone.removeAll(publicTypes());
    assertThat(gone)
        .as(
            "types in .github/CHANGELOG.md that are not public: rename them or move them to Removed")
        .isEmpty();
  }

  private static Set<String> publicTypes() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String module : MODULES) {
      for (String line : new ApiListing(ROOT.resolve(module)).compiled()) {
        TYPE.matcher(line).results().map(result -> result.group(1)).forEach(types::add);
      }
    }
    return types;
  }

  private static Set<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String changelog() throws IOException {
    return Files.readString(ROOT.resolve(".github/CHANGELOG.md"));
  }

  @Test
  void difference_ofAChangedLine_showsBoth() {
    assertThat(ApiListing.difference(List.of("a: int", "b: x"), List.of("a: long", "b: x", "c: y")))
        .containsExactly("- a: int", "+ a: long", "+ c: y");
  }
}
