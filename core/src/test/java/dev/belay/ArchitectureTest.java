/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shape of the library, so that it is noticed when it changes. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.belay");

  private static List<JavaClass> types() {
    return CORE.stream()
        .filter(type -> !type.getPackageName().equals("dev.belay.internal"))
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  @Test
  void packages_haveNoCycle() {
    slices().matching("dev.(belay..)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void traffic_andStats_knowNothingOfThePredictor() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.belay.traffic..", "dev.belay.stats..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.belay")
        .check(CORE);
  }

  @Test
  void publicTypes_areTheException() {
    long open = types().stream().filter(ArchitectureTest::isPublic).count();
    assertThat(types().size()).isGreaterThan(30);
    assertThat((double) open / types().size()).isLessThanOrEqualTo(0.45);
  }

  @Test
  void publicTypes_areAtMostTwelveInAPackage() {
    Map<String, Long> open =
        types().stream()
            .filter(ArchitectureTest::isPublic)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(open).containsKeys("dev.belay", "dev.belay.traffic", "dev.belay.stats");
    // One more: a share of trials is spoken of by metrics, comparisons and sequences alike.
    assertThat(open.remove("dev.belay.stats")).isLessThanOrEqualTo(13);
    assertThat(open.values()).allMatch(count -> count <= 12);
  }

  @Test
  void names_haveNoPrefixAndNoPattern() {
    noMethods().that().arePublic().should().haveNameMatching("(get|set|is)[A-Z].*").check(CORE);
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(CORE);
  }

  @Test
  void core_dependsOnNextToNothing() {
    DescribedPredicate<JavaClass> allowed =
        DescribedPredicate.describe(
            "the JDK, slf4j, jspecify, hash4j, commons-statistics or jackson-core",
            type ->
                type.getPackageName()
                    .matches(
                        "(java|jdk\\.jfr|dev\\.belay|org\\.slf4j|org\\.jspecify"
                            + "|com\\.dynatrace\\.hash4j|com\\.fasterxml\\.jackson\\.core"
                            + "|org\\.apache\\.commons\\.(numbers|statistics))\\b.*|"));
    noClasses().should().dependOnClassesThat(DescribedPredicate.not(allowed)).check(CORE);
  }
}
