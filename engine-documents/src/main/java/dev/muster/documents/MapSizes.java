// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

/**
 * How much the maps are to hold.
 *
 * @param documentsMax most documents
 * @param averageBytes of a document's content
 */
record MapSizes(long documentsMax, int averageBytes) {

  private static final long CONTENT_BYTES_MIN = 16 << 20;

  /** What an entry of names is taken to have for each document: name, size, part of the id. */
  static final int NAME_BYTES_AVERAGE = 128;

  /** The most that one more document adds to an entry of names: identifier, name, numbers. */
  static final int NAME_BYTES_MAX = 255 + 600 + 16;

  MapSizes {
    if (documentsMax < 1 || documentsMax > 1_000_000_000) {
      throw new IllegalArgumentException(
          "documentsMax must be in [1, 10^9], documentsMax=" + documentsMax);
    }
    if (averageBytes < 1 || averageBytes > 1 << 20) {
      throw new IllegalArgumentException(
          "averageBytes must be in [1, 2^20], averageBytes=" + averageBytes);
    }
  }

  /** Most bytes of content, of all documents together. */
  long contentBytesMax() {
    return Math.max(CONTENT_BYTES_MIN, documentsMax * averageBytes);
  }

  /** Most bytes of entries of names. */
  long nameBytesMax() {
    return Math.max(CONTENT_BYTES_MIN, documentsMax * NAME_BYTES_AVERAGE);
  }
}
