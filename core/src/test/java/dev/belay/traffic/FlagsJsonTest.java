/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text format, and everything that is not in it. */
class FlagsJsonTest {
  private static final String FULL =
      """
      {
        "format": 1,
        "version": "2026-11-21",
        "rollouts": {
          "surge": {"salt": "surge-2", "percent": 12.5, "enabled": false,
                    "namespace": {"to": 40, "name": "pricing", "from": 0}},
          "trip-delay": {"percent": 10, "allow": ["vip-1", "4711"], "deny": ["test-1"]}
        },
        "splits": {
          "banner": {
            "arms": [{"name": "plain", "weight": 50}, {"weight": 30, "name": "blue"}],
            "unassigned": 20, "outOf": 100, "coverage": 25, "salt": "b", "enabled": true,
            "overrides": {"vip-1": "blue"},
            "namespace": {"name": "pricing", "from": 40, "to": 99.99}
          }
        }
      }
      """;

  private static FlagSet full() {
    return FlagSet.builder()
        .version("2026-11-21")
        .rollout(Rollout.of("trip-delay", 10).allowing("vip-1", "4711").denying("test-1"))
        .rollout(Rollout.of("surge", 12.5).withSalt("surge-2").within("pricing", 0, 40).disabled())
        .split(
            Split.named("banner")
                .arm("plain", 50)
                .arm("blue", 30)
                .unassigned(20)
                .coverage(25)
                .salt("b")
                .override("vip-1", "blue")
                .within("pricing", 40, 99.99)
                .build())
        .build();
  }

  @Test
  void parse_everything_isTheSameAsInCode() {
    assertThat(FlagSet.parse(FULL)).isEqualTo(full());
  }

  @Test
  void toJson_isReadBackAndStable() {
    assertThat(FlagSet.parse(full().toJson())).isEqualTo(full());
    assertThat(FlagSet.parse(full().toJson()).toJson()).isEqualTo(full().toJson());
  }

  /** A promise: files are under version control, and a release must not rewrite them. */
  @Test
  void toJson_ofASmallSet_isGolden() {
    FlagSet set =
        FlagSet.builder()
            .version("v1")
            .rollout(Rollout.of("trip-delay", 12.5).allowing("b", "a"))
            .split(Split.named("banner").arm("plain", 3).arm("blue", 1).build().disabled())
            .build();
    assertThat(set.toJson())
        .isEqualTo(
            """
            {
              "format" : 1,
              "version" : "v1",
              "rollouts" : {
                "trip-delay" : {
                  "percent" : 12.5,
                  "allow" : [ "a", "b" ]
                }
              },
              "splits" : {
                "banner" : {
                  "arms" : [ {
                    "name" : "plain",
                    "weight" : 3
                  }, {
                    "name" : "blue",
                    "weight" : 1
                  } ],
                  "outOf" : 4,
                  "enabled" : false
                }
              }
            }
            """);
  }

  @Test
  void parse_theLeast_isAnEmptySet() {
    assertThat(FlagSet.parse("{\"format\":1}").names()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void parse_null_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> FlagSet.parse(null)).withMessage("json");
  }

  private static void assertRefused(String json, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> FlagSet.parse(json)).withMessage(message);
  }

  private static String rollout(String body) {
    return "{\"format\": 1, \"rollouts\": {\n  \"r\": " + body + "}}";
  }

  private static String split(String body) {
    return "{\"format\": 1, \"splits\": {\n  \"s\": {" + body + "}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "101 | column 20 | 101 is not between 0 and 100",
        "-0.01 | column 20 | -0.01 is not between 0 and 100",
        "100.01 | column 20 | 100.01 is not between 0 and 100",
        "1e2000000000 | column 20 | 1e2000000000 is not between 0 and 100",
        "12.345 | column 20 | 12.345 is not a multiple of 0.01",
        "10.0000000001 | column 20 | 10.0000000001 is not a multiple of 0.01",
        "1e-2000000000 | column 20 | 1e-2000000000 is not a multiple of 0.01",
        "\"10\" | column 20 | expected a number, found \"10\"",
        "true | column 20 | expected a number, found true",
        "null | column 20 | expected a number, found null",
        "[10] | column 20 | expected a number, found [",
        "{} | column 20 | expected a number, found {",
      })
  void parse_aShareThatIsNone_isRefusedWithPlaceAndValue(
      String percent, String column, String what) {
    assertRefused(
        rollout("{\"percent\": " + percent + "}"),
        "flags, line 2, " + column + ", /rollouts/r/percent: " + what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.01", "1e1", "100", "100.00", "33.330"})
  void parse_aShareInAnySpelling_isExact(String percent) {
    FlagSet set = FlagSet.parse(rollout("{\"percent\": " + percent + "}"));
    assertThat(set.rollout("r").orElseThrow().percent()).isEqualTo(Double.parseDouble(percent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | line 2, column 9, /rollouts/r: the key \"percent\" is missing",
        "[] | line 2, column 8, /rollouts/r: expected an object, found [",
        "{\"percent\": 1, \"share\": 2}"
            + " | line 2, column 32, /rollouts/r/share: there is no such key,"
            + " only percent, salt, enabled, allow, deny, namespace",
        "{\"percent\": 1, \"salt\": 2}"
            + " | line 2, column 31, /rollouts/r/salt: expected a text, found 2",
        "{\"percent\": 1, \"enabled\": \"no\"}"
            + " | line 2, column 34, /rollouts/r/enabled: expected true or false, found \"no\"",
        "{\"percent\": 1, \"allow\": \"a\"}"
            + " | line 2, column 32, /rollouts/r/allow: expected an array, found \"a\"",
        "{\"percent\": 1, \"allow\": [\"a\", 4711]}"
            + " | line 2, column 38, /rollouts/r/allow/1: expected a text, found 4711",
        "{\"percent\": 1, \"allow\": [\"a\"], \"deny\": [\"a\"]}"
            + " | line 2, column 52, /rollouts/r: rollout 'r': key 'a' is on both lists",
        "{\"percent\": 1, \"namespace\": {\"name\": \"n\", \"from\": 0}}"
            + " | line 2, column 59, /rollouts/r/namespace: the key \"to\" is missing",
        "{\"percent\": 1, \"namespace\": {\"name\": \"n\", \"from\": 0, \"to\": 0}}"
            + " | line 2, column 69, /rollouts/r:"
            + " rollout 'r', namespace 'n': from 0.0 % to 0.0 % is empty",
        "{\"percent\": 1, \"namespace\": {\"part\": 1}}"
            + " | line 2, column 45, /rollouts/r/namespace/part: there is no such key,"
            + " only name, from, to",
      })
  void parse_aRolloutThatIsNone_isRefusedWithPlaceAndValue(String body, String message) {
    assertRefused(rollout(body), "flags, " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 2, column 9, /splits/s: split 's': 0 arms, and 1 to 100 are possible",
        "\"arms\": {} | line 2, column 17, /splits/s/arms: expected an array, found {",
        "\"arms\": [{\"name\": \"a\"}]"
            + " | line 2, column 30, /splits/s/arms/0: the key \"weight\" is missing",
        "\"arms\": [{\"weight\": 1}]"
            + " | line 2, column 30, /splits/s/arms/0: the key \"name\" is missing",
        "\"arms\": [{\"name\": \"a\", \"weight\": 0.5}]"
            + " | line 2, column 42, /splits/s/arms/0/weight:"
            + " expected a whole number, found 0.5",
        "\"arms\": [{\"name\": \"a\", \"weight\": 2147483648}]"
            + " | line 2, column 42, /splits/s/arms/0/weight:"
            + " 2147483648 is not between -2147483648 and 2147483647",
        "\"arms\": [{\"name\": \"a\", \"weight\": -1}]"
            + " | line 2, column 44, /splits/s/arms/0:"
            + " split 's': arm 'a' has the negative weight -1",
        "\"arms\": [{\"name\": \"a\", \"size\": 1}]"
            + " | line 2, column 40, /splits/s/arms/0/size: there is no such key,"
            + " only name, weight",
        "\"arms\": [{\"name\": \"a\", \"weight\": 1}], \"outOf\": 2"
            + " | line 2, column 57, /splits/s: split 's': the weights add up to 1, not to 2",
        "\"coverage\": 100.5 | line 2, column 21, /splits/s/coverage:"
            + " 100.5 is not between 0 and 100",
        "\"unassigned\": -5 | line 2, column 23, /splits/s/unassigned:"
            + " split 's': the unassigned rest has the negative weight -5",
        "\"overrides\": {\"vip\": 1}"
            + " | line 2, column 30, /splits/s/overrides/vip: expected a text, found 1",
        "\"arms\": [{\"name\": \"a\", \"weight\": 1}], \"overrides\": {\"vip\": \"b\"}"
            + " | line 2, column 72, /splits/s:"
            + " split 's': there is no arm 'b' among [a]",
        "\"weights\": [1] | line 2, column 20, /splits/s/weights: there is no such key, only"
            + " arms, unassigned, outOf, coverage, salt, enabled, overrides, namespace",
      })
  void parse_aSplitThatIsNone_isRefusedWithPlaceAndValue(String body, String message) {
    assertRefused(split(body), "flags, " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"version\": \"v\", \"format\": 1} | line 1, column 13, /version:"
            + " the first key must be \"format\", not \"version\"",
        "{} | line 1, column 2: the first key must be \"format\", not the end",
        "{\"format\": 2} | line 1, column 12, /format: format 2 is not known, only 1",
        "{\"format\": \"1\"} | line 1, column 12, /format: expected a whole number, found \"1\"",
        "{\"format\": 1, \"version\": \"\"} | line 1, column 26, /version:"
            + " the version '' is blank",
        "{\"format\": 1, \"flags\": {}} | line 1, column 24, /flags: there is no such key,"
            + " only format, version, rollouts, splits",
        "{\"format\": 1} true | line 1, column 15: nothing may follow the closing brace, not true",
        "[] | line 1, column 1: expected an object, found [",
        "`` | line 1, column 1: expected an object, found the end",
      })
  void parse_aDocumentThatIsNone_isRefusedWithThePlace(String json, String message) {
    assertRefused(json, "flags, " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": 1",
        "{\"format\": 1,}",
        "{\"format\": 1, \"rollouts\": {\"r\": {\"percent\": NaN}}}",
        "{\"format\": 1, \"rollouts\": {\"r\": {\"percent\": 010}}}",
        "{\"format\": 1} }",
        "{'format': 1}",
        "{\"format\": 1 /* one */}",
        "\ufeff{\"format\": 1}",
        "{\"format\": 1, \"version\": \"a\nb\"}",
      })
  void parse_whatIsNoJson_isRefusedWithThePlace(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.parse(json))
        .withMessageMatching("(?s)flags, line \\d+, column \\d+(, /.*)?: .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": 1, \"format\": 1}",
        "{\"format\": 1, \"rollouts\": {\"r\": {\"percent\": 1}, \"r\": {\"percent\": 2}}}",
        "{\"format\": 1, \"rollouts\": {\"r\": {\"percent\": 1, \"percent\": 1}}}",
        "{\"format\": 1, \"splits\": {\"s\": {\"overrides\": {\"k\": \"a\", \"k\": \"a\"}}}}",
      })
  void parse_aKeyThatIsThereTwice_isRefusedWithTheKey(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.parse(json))
        .withMessageMatching(
            "flags, line 1, column \\d+, /.+: Duplicate field '(format|r|percent|k)'");
  }

  @Test
  void parse_aNameInBothSections_isRefusedWithTheName() {
    assertRefused(
        "{\"format\": 1, \"rollouts\": {\"x\": {\"percent\": 1}},"
            + " \"splits\": {\"x\": {\"arms\": [{\"name\": \"a\", \"weight\": 1}]}}}",
        "flags, line 1, column 103, /splits/x: flag 'x' is there twice");
  }

  @Test
  void parse_overlappingParts_areRefusedAtTheEnd() {
    String part = "\"namespace\": {\"name\": \"n\", \"from\": 0, \"to\": 50}";
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FlagSet.parse(
                    "{\"format\": 1, \"rollouts\": {\"a\": {\"percent\": 1, "
                        + part
                        + "}, \"b\": {\"percent\": 1, "
                        + part
                        + "}}}"))
        .withMessageContaining("namespace 'n': [0 %, 50 %) of 'b' overlaps [0 %, 50 %) of 'a'");
  }

  @Test
  void parse_tooLong_isRefusedWithTheLength() {
    String longest = "{\"format\":1}" + " ".repeat((1 << 20) - 12);
    assertThat(FlagSet.parse(longest).names()).isEmpty();
    assertRefused(longest + " ", "flags: 1048577 characters, and at most 1048576 are read");
  }

  @Test
  void parse_tooDeep_isRefusedAndNoStackOverflow() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> FlagSet.parse("{\"format\": 1, \"rollouts\": " + "[".repeat(500_000)))
        .withMessageStartingWith("flags, line 1, column ");
  }

  @Test
  void parse_aNumberOfManyDigits_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.parse(rollout("{\"percent\": 0." + "0".repeat(100_000) + "}")))
        .withMessageStartingWith("flags, line 2, column ");
  }

  /** A message goes into a log; a file may hold what does not belong there. */
  @Test
  void parse_aLongValue_isCutShortInTheMessage() {
    String secret = "s".repeat(10_000);
    assertRefused(
        rollout("{\"percent\": \"" + secret + "\"}"),
        "flags, line 2, column 20, /rollouts/r/percent: expected a number, found \""
            + "s".repeat(40)
            + "…\"");
  }

  @Test
  void parse_tenThousandKeys_isReadInOneGo() {
    String keys =
        IntStream.range(0, 10_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    FlagSet set = FlagSet.parse(rollout("{\"percent\": 0, \"allow\": [" + keys + "]}"));
    assertThat(set.rollout("r").orElseThrow().arm(9_999)).isEqualTo(Arm.MODEL);
  }
}
