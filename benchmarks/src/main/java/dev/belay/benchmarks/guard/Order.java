/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.FeatureSet;

/** A host's own object, and its 40 columns as a host writes them: one lambda each. */
final class Order {
  private final String key;
  private final double f00;
  private final double f01;
  private final double f02;
  private final double f03;
  private final double f04;
  private final double f05;
  private final double f06;
  private final double f07;
  private final double f08;
  private final double f09;
  private final double f10;
  private final double f11;
  private final double f12;
  private final double f13;
  private final double f14;
  private final double f15;
  private final double f16;
  private final double f17;
  private final double f18;
  private final double f19;
  private final double f20;
  private final double f21;
  private final double f22;
  private final double f23;
  private final double f24;
  private final double f25;
  private final double f26;
  private final double f27;
  private final double f28;
  private final double f29;
  private final double f30;
  private final double f31;
  private final double f32;
  private final double f33;
  private final double f34;
  private final double f35;
  private final double f36;
  private final double f37;
  private final double f38;
  private final double f39;

  Order(String key, double[] row) {
    this.key = key;
    f00 = row[0];
    f01 = row[1];
    f02 = row[2];
    f03 = row[3];
    f04 = row[4];
    f05 = row[5];
    f06 = row[6];
    f07 = row[7];
    f08 = row[8];
    f09 = row[9];
    f10 = row[10];
    f11 = row[11];
    f12 = row[12];
    f13 = row[13];
    f14 = row[14];
    f15 = row[15];
    f16 = row[16];
    f17 = row[17];
    f18 = row[18];
    f19 = row[19];
    f20 = row[20];
    f21 = row[21];
    f22 = row[22];
    f23 = row[23];
    f24 = row[24];
    f25 = row[25];
    f26 = row[26];
    f27 = row[27];
    f28 = row[28];
    f29 = row[29];
    f30 = row[30];
    f31 = row[31];
    f32 = row[32];
    f33 = row[33];
    f34 = row[34];
    f35 = row[35];
    f36 = row[36];
    f37 = row[37];
    f38 = row[38];
    f39 = row[39];
  }

  String key() {
    return key;
  }

  /** The columns under the names and in the order of the reference data. */
  static FeatureSet<Order> features() {
    return FeatureSet.builder(Order.class)
        .number("f00", order -> order.f00)
        .number("f01", order -> order.f01)
        .number("f02", order -> order.f02)
        .number("f03", order -> order.f03)
        .number("f04", order -> order.f04)
        .number("f05", order -> order.f05)
        .number("f06", order -> order.f06)
        .number("f07", order -> order.f07)
        .number("f08", order -> order.f08)
        .number("f09", order -> order.f09)
        .number("f10", order -> order.f10)
        .number("f11", order -> order.f11)
        .number("f12", order -> order.f12)
        .number("f13", order -> order.f13)
        .number("f14", order -> order.f14)
        .number("f15", order -> order.f15)
        .number("f16", order -> order.f16)
        .number("f17", order -> order.f17)
        .number("f18", order -> order.f18)
        .number("f19", order -> order.f19)
        .number("f20", order -> order.f20)
        .number("f21", order -> order.f21)
        .number("f22", order -> order.f22)
        .number("f23", order -> order.f23)
        .number("f24", order -> order.f24)
        .number("f25", order -> order.f25)
        .number("f26", order -> order.f26)
        .number("f27", order -> order.f27)
        .number("f28", order -> order.f28)
        .number("f29", order -> order.f29)
        .number("f30", order -> order.f30)
        .number("f31", order -> order.f31)
        .number("f32", order -> order.f32)
        .number("f33", order -> order.f33)
        .number("f34", order -> order.f34)
        .number("f35", order -> order.f35)
        .number("f36", order -> order.f36)
        .number("f37", order -> order.f37)
        .number("f38", order -> order.f38)
        .number("f39", order -> order.f39)
        .build();
  }
}
