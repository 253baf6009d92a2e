// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.rfm;

import dev.muster.analysis.RfmGroup;
import java.util.Locale;

/** What groups of buyers are called in reports. */
public final class GroupNames {

  private GroupNames() {}

  /** {@code POTENTIAL_LOYALISTS} as {@code Potential loyalists}. */
  public static String of(RfmGroup group) {
    if (group == RfmGroup.CANT_LOSE_THEM) {
      return "Can't lose them";
    }
    String words = group.name().replace('_', ' ');
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }
}
