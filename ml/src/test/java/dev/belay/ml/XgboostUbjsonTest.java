/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form itself; that models in it are read right is for {@link XgboostForestTest}. */
class XgboostUbjsonTest {

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing.to(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static XgboostUbjson tokens(Writing writing) throws IOException {
    return new XgboostUbjson(bytes(writing));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    out.write('L');
    out.writeLong(encoded.length);
    out.write(encoded);
  }

  @Test
  void next_arrayOfEveryKind_givesEachAsNumberAndText() throws IOException {
    XgboostUbjson tokens =
        tokens(
            out -> {
              out.writeBytes("[i");
              out.writeByte(-7);
              out.writeBytes("U");
              out.writeByte(200);
              out.writeBytes("I");
              out.writeShort(-30_000);
              out.writeBytes("l");
              out.writeInt(Integer.MIN_VALUE);
              out.writeBytes("L");
              out.writeLong(1L << 40);
              out.writeBytes("d");
              out.writeFloat(0.1f);
              out.writeBytes("D");
              out.writeDouble(0.1);
              out.writeBytes("TFZS");
              text(out, "5E-1");
              out.writeBytes("]");
            });
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.ARRAY);
    String[] texts = {
      "-7", "200", "-30000", "-2147483648", "1099511627776", "0.1", "0.1", "1", "0", "null", "5E-1"
    };
    for (String text : texts) {
      assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.SCALAR);
      assertThat(tokens.text()).isEqualTo(text);
      if (!text.equals("null")) {
        assertThat(tokens.real()).isEqualTo(Float.parseFloat(text));
      }
    }
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_ARRAY);
  }

  @Test
  void next_typedAndCountedArrays_endAtTheirCount() throws IOException {
    XgboostUbjson tokens =
        tokens(
            out -> {
              out.writeBytes("{");
              text(out, "typed");
              out.writeBytes("[$d#L");
              out.writeLong(2);
              out.writeFloat(1.5f);
              out.writeFloat(Float.NaN);
              text(out, "counted");
              out.writeBytes("[#L");
              out.writeLong(1);
              out.writeBytes("{}");
              text(out, "none");
              out.writeBytes("[$l#L");
              out.writeLong(0);
              out.writeBytes("}");
            });
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.OBJECT);
    assertName(tokens, "typed", XgboostTokens.Kind.ARRAY);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.SCALAR);
    assertThat(tokens.real()).isEqualTo(1.5f);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.SCALAR);
    assertThat(tokens.real()).isNaN();
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_ARRAY);
    assertName(tokens, "counted", XgboostTokens.Kind.ARRAY);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.OBJECT);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_OBJECT);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_ARRAY);
    assertName(tokens, "none", XgboostTokens.Kind.ARRAY);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_ARRAY);
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.END_OBJECT);
  }

  private static void assertName(XgboostUbjson tokens, String name, XgboostTokens.Kind value)
      throws IOException {
    assertThat(tokens.next()).isEqualTo(XgboostTokens.Kind.NAME);
    assertThat(tokens.text()).isEqualTo(name);
    assertThat(tokens.next()).isEqualTo(value);
  }

  @Test
  void integer_numberThatIsNoInt_isRefused() throws IOException {
    XgboostUbjson tokens =
        tokens(
            out -> {
              out.writeBytes("[L");
              out.writeLong(1L << 40);
              out.writeBytes("d");
              out.writeFloat(2.5f);
            });
    tokens.next();
    for (String text : new String[] {"1099511627776", "2.5"}) {
      tokens.next();
      assertThatExceptionOfType(NumberFormatException.class)
          .isThrownBy(tokens::integer)
          .withMessageContaining(text);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 9, Integer.MAX_VALUE, 1L << 62, Long.MIN_VALUE, Long.MAX_VALUE})
  void next_countBeyondTheBytesLeft_isRefusedBeforeAnythingIsAllocated(long count)
      throws IOException {
    String reason = "a length of " + count + " with 8 bytes left at byte ";
    for (String beginning : new String[] {"[$d#L", "[#L", "SL"}) {
      XgboostUbjson tokens =
          tokens(
              out -> {
                out.writeBytes(beginning);
                out.writeLong(count);
                out.writeLong(0);
              });
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(tokens::next)
          .withMessageStartingWith(reason);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[$Z#, marker 0x5a at byte 3",
    "[$T#, marker 0x54 at byte 3",
    "[$[#, marker 0x5b at byte 3",
    "[$ii, a typed array without a count at byte 3",
    "[#S, marker 0x53 at byte 3",
    "H, marker 0x48 at byte 1",
    "], marker 0x5d at byte 1",
    "[, it ends early",
    "[$, it ends early",
    "[$d#, it ends early",
    "l, it ends early",
    "SL, it ends early"
  })
  void next_whatIsNotWritten_isRefused(String text, String reason) {
    XgboostUbjson tokens = new XgboostUbjson(text.getBytes(StandardCharsets.US_ASCII));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              while (tokens.next() != XgboostTokens.Kind.END_ARRAY) {
                assertThat(tokens.position()).isPositive();
              }
            })
        .withMessage(reason);
  }

  @Test
  void xgboost_fileCutAnywhere_isRefused() {
    byte[] file = XgboostSchemaTest.bytes("1.7.6/forest.ubj.gz");
    for (int length = 2; length < file.length; length += 11) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ForestImport.xgboost(cut))
          .withMessageStartingWith("no XGBoost model in UBJSON: ");
    }
  }

  @Test
  void xgboost_deepNesting_isRefusedAtItsDepth() throws IOException {
    byte[] file =
        bytes(
            out -> {
              out.writeBytes("{");
              text(out, "x");
              out.writeBytes("[".repeat(10_000));
            });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForestImport.xgboost(file))
        .withMessage("no XGBoost model in UBJSON: more than 64 levels at byte 76");
  }
}
