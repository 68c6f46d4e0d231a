// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import java.util.zip.Checksum;

/** CRC-64/NVME (NVM Express 2.0, section 5.2.1.3.4), the default of the newest AWS SDKs. */
final class Crc64Nvme implements Checksum {
  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L; // bits reversed
  private static final long[] TABLE = table();

  private long state = -1;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  public void update(int octet) {
    state = TABLE[(int) (state ^ octet) & 0xff] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] octets, int offset, int length) {
    long value = state;
    for (int i = offset; i < offset + length; i++) {
      value = TABLE[(int) (value ^ octets[i]) & 0xff] ^ (value >>> 8);
    }
    state = value;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
