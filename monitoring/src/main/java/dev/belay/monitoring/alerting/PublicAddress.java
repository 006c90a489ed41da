/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of the public internet: all but those the IANA registries of special-purpose
 * addresses (RFC 6890 and its updates) set aside, and those in which another address is hidden.
 */
final class PublicAddress {
  private static final List<Block> SPECIAL =
      List.of(
          Block.of(8, 0),
          Block.of(8, 10),
          Block.of(10, 100, 64),
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99),
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          Block.of(3, 224));

  /** All that is given out at present is here; what is below hides IPv4 or is local. */
  private static final Block GLOBAL_UNICAST = Block.of(3, 0x20);

  private static final List<Block> SPECIAL_6 =
      List.of(
          // 2001::/23 with Teredo, 2001:db8::/32 for documents, 2002::/16 with 6to4, 3fff::/20.
          Block.of(23, 0x20, 0x01, 0x00),
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, 0x20, 0x02),
          Block.of(20, 0x3f, 0xff, 0x00));

  private PublicAddress() {}

  static boolean test(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return SPECIAL.stream().noneMatch(block -> block.holds(bytes));
    }
    return GLOBAL_UNICAST.holds(bytes) && SPECIAL_6.stream().noneMatch(block -> block.holds(bytes));
  }

  /** Addresses that begin with the same bits. */
  private record Block(int bits, List<Integer> prefix) {
    static Block of(int bits, Integer... prefix) {
      return new Block(bits, List.of(prefix));
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int at = bit / 8;
        int expected = at < prefix.size() ? prefix.get(at) : 0;
        int mask = 0x80 >> bit % 8;
        if (((expected ^ address[at]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
