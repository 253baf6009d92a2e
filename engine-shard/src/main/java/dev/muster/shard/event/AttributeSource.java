// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** Where filters get the attributes that they compare properties with. */
@FunctionalInterface
public interface AttributeSource {

  /**
   * Reads an attribute of all rows that are candidates of the query.
   *
   * @param present overwritten with the candidates that have a value
   * @param codes by row; overwritten with the values of {@code present}, and with anything or
   *     nothing for other rows
   */
  void load(int attribute, long[] present, long[] codes);
}
