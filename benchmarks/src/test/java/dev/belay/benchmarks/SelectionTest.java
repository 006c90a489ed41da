/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionTest {
  @ShortSuite({"shape=small,large", "rows=1"})
  @RatioTo("ours")
  public static class Near {
    public void ours() {}

    public void theirs() {}
  }

  @RatioTo(value = "ours", type = Near.class)
  public static class Far {
    public void distant() {}
  }

  public static class Alone {
    @RatioTo("second")
    public void first() {}

    public void second() {}
  }

  private static final Candidate OURS = new Candidate(Near.class, "ours", false);
  private static final Candidate THEIRS = new Candidate(Near.class, "theirs", false);
  private static final Candidate DISTANT = new Candidate(Far.class, "distant", false);
  private static final Candidate FIRST = new Candidate(Alone.class, "first", true);
  private static final List<Candidate> ALL = List.of(FIRST, DISTANT, OURS, THEIRS);

  @Test
  void of_noArguments_isTheShortSuite() {
    assertThat(Selection.of(List.of())).isEqualTo(new Selection(Suite.SHORT, "all"));
  }

  @Test
  void of_patternAndSuite_isBoth() {
    assertThat(Selection.of(List.of("Near", "long"))).isEqualTo(new Selection(Suite.LONG, "Near"));
  }

  @Test
  void of_unknownSuite_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.of(List.of("all", "endless")))
        .withMessage("the suite is trial, short or long, not 'endless'");
  }

  @Test
  void of_brokenPattern_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.of(List.of("Near(")))
        .withMessage("'Near(' is no pattern: Unclosed group");
  }

  @Test
  void of_threeArguments_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.of(List.of("all", "short", "now")))
        .withMessage("a pattern and a suite, not [all, short, now]");
  }

  @Test
  void groups_shortSuite_hasOnlyWhatBelongsThere() {
    assertThat(new Selection(Suite.SHORT, "all").groups(ALL))
        .containsExactly(List.of(List.of(OURS, THEIRS)));
  }

  @Test
  void groups_trial_areThoseOfTheShortSuite() {
    assertThat(Selection.of(List.of("all", "trial")).groups(ALL))
        .isEqualTo(Selection.of(List.of("all", "short")).groups(ALL));
  }

  @Test
  void groups_longSuite_putsAClassBesideItsBase() {
    assertThat(new Selection(Suite.LONG, "all").groups(ALL))
        .containsExactly(List.of(List.of(FIRST)), List.of(List.of(DISTANT), List.of(OURS, THEIRS)));
  }

  @Test
  void groups_pattern_selectsWhatTheShortSuiteLacks() {
    assertThat(new Selection(Suite.SHORT, "Alone|theirs").groups(ALL))
        .containsExactly(List.of(List.of(FIRST)), List.of(List.of(THEIRS)));
  }

  @Test
  void groups_nothingSelected_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(Suite.LONG, "nobody").groups(ALL))
        .withMessage("no benchmark is called 'nobody'");
  }

  @ParameterizedTest
  @EnumSource(names = "LONG", mode = EnumSource.Mode.EXCLUDE)
  void parameters_shortSuiteAndItsTrial_areThoseOfTheAnnotation(Suite suite) {
    assertThat(new Selection(suite, "all").parameters(Near.class))
        .containsEntry("shape", new String[] {"small", "large"})
        .containsEntry("rows", new String[] {"1"});
  }

  @Test
  void parameters_longSuite_areNotNarrowed() {
    assertThat(new Selection(Suite.LONG, "all").parameters(Near.class)).isEmpty();
  }

  @Test
  void base_ofClassOrMethod_isTheNamedBenchmark() {
    assertThat(THEIRS.base()).isEqualTo(OURS.name());
    assertThat(DISTANT.base()).isEqualTo(OURS.name());
    assertThat(FIRST.base()).isEqualTo(Alone.class.getCanonicalName() + ".second");
    assertThat(new Candidate(Alone.class, "second", true).base()).isNull();
  }

  @Test
  void pattern_severalMethods_matchesJustThem() {
    String pattern = Candidate.pattern(List.of(THEIRS, OURS));

    assertThat(OURS.name()).matches(pattern);
    assertThat(THEIRS.name()).matches(pattern);
    assertThat(OURS.name() + "s").doesNotMatch(pattern);
    assertThat(DISTANT.name()).doesNotMatch(pattern);
  }

  @Test
  void all_onThisClassPath_hasMainAndTestBenchmarks() {
    assertThat(Candidate.all())
        .contains(
            new Candidate(FlagsBenchmark.class, "peerByText", false),
            new Candidate(DelayBenchmark.class, "scoreAll", false))
        .doesNotHaveDuplicates();
  }

  @Test
  void all_onThisClassPath_hasEveryBaseThatIsNamed() {
    List<Candidate> all = Candidate.all();
    List<String> names = all.stream().map(Candidate::name).toList();

    assertThat(all).extracting(Candidate::base).filteredOn(base -> base != null).isSubsetOf(names);
  }

  @Test
  void of_anEmptyPattern_isRefused() {
    assertThatThrownBy(() -> Selection.of(List.of("", "short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pattern is empty; 'all' is all of the suite");
  }
}
