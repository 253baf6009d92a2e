// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

/**
 * The usual names for buyers by recency and by how often and how much they buy.
 *
 * <p>Frequency and monetary score count as one: their mean, halves rounded up. Every pair of scores
 * has exactly one name:
 *
 * <pre>
 *             frequency and monetary
 * recency  1              2                    3                    4             5
 *    5     NEW            POTENTIAL_LOYALISTS  POTENTIAL_LOYALISTS  CHAMPIONS     CHAMPIONS
 *    4     PROMISING      POTENTIAL_LOYALISTS  POTENTIAL_LOYALISTS  LOYAL         LOYAL
 *    3     ABOUT_TO_SLEEP ABOUT_TO_SLEEP       NEED_ATTENTION       LOYAL         LOYAL
 *    2     HIBERNATING    HIBERNATING          AT_RISK              AT_RISK       CANT_LOSE_THEM
 *    1     LOST           LOST                 AT_RISK              AT_RISK       CANT_LOSE_THEM
 * </pre>
 */
public enum RfmGroup {
  /** Bought lately, often and for much. */
  CHAMPIONS,
  /** Buy often and for much, not only lately. */
  LOYAL,
  /** Bought lately, and more than once or for more than little. */
  POTENTIAL_LOYALISTS,
  /** Bought for the first time just now. */
  NEW,
  /** Bought a little, not long ago. */
  PROMISING,
  /** In the middle of everything. */
  NEED_ATTENTION,
  /** Bought little, some time ago. */
  ABOUT_TO_SLEEP,
  /** Bought well, long ago. */
  AT_RISK,
  /** Were among the best, long ago. */
  CANT_LOSE_THEM,
  /** Bought little, long ago. */
  HIBERNATING,
  /** Bought little, longest ago. */
  LOST,
  /** Did not buy: no score and no cell has this name. */
  NO_PURCHASE;

  /** By recency from 1 on, then by frequency and money from 1 on. */
  private static final RfmGroup[][] NAMES = {
    {LOST, LOST, AT_RISK, AT_RISK, CANT_LOSE_THEM},
    {HIBERNATING, HIBERNATING, AT_RISK, AT_RISK, CANT_LOSE_THEM},
    {ABOUT_TO_SLEEP, ABOUT_TO_SLEEP, NEED_ATTENTION, LOYAL, LOYAL},
    {PROMISING, POTENTIAL_LOYALISTS, POTENTIAL_LOYALISTS, LOYAL, LOYAL},
    {NEW, POTENTIAL_LOYALISTS, POTENTIAL_LOYALISTS, CHAMPIONS, CHAMPIONS}
  };

  /** The name of a cell; scores are in [1, 5]. */
  public static RfmGroup of(int recency, int frequency, int monetary) {
    Rfm.requireScore("recency", recency);
    Rfm.requireScore("frequency", frequency);
    Rfm.requireScore("monetary", monetary);
    return NAMES[recency - 1][(frequency + monetary + 1) / 2 - 1];
  }
}
