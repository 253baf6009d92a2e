// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/** Segments in Muster's text form. */
public final class SegmentText implements SegmentLanguage<String> {

  @Override
  public String has(String attribute, String value) {
    if (attribute.equals(Workload.CONSENT.name())) {
      return attribute + " = " + value;
    }
    String operator = attribute.equals(Workload.TAGS.name()) ? " has '" : " = '";
    return attribute + operator + value + "'";
  }

  @Override
  public String ages(int from, int to) {
    return "age between " + from + " and " + to;
  }

  @Override
  public String ltvAbove(int bound) {
    return "ltv > " + bound;
  }

  @Override
  public String did(String type, int fromDays, int toDays) {
    return fromDays == 0
        ? "did " + type + last(toDays)
        : "did %s between %d and %d days ago".formatted(type, fromDays, toDays);
  }

  @Override
  public String didOften(String type, int times, int days) {
    return "did %s at least %d times".formatted(type, times) + last(days);
  }

  @Override
  public String bought(String category, int amount, int days) {
    return "did purchase (category = '%s' and amount > %d)".formatted(category, amount)
        + last(days);
  }

  @Override
  public String spent(int amount, int days) {
    return "sum(purchase.amount)" + last(days) + " > " + amount;
  }

  @Override
  public String first(String type, int days) {
    return "first " + type + last(days);
  }

  @Override
  public String followed(String first, String second, int days) {
    return "did %s then %s within %d days".formatted(first, second, days);
  }

  private static String last(int days) {
    return " in last " + days + " days";
  }

  @Override
  public String all(List<String> wanted, List<String> unwanted) {
    List<String> parts = new ArrayList<>(wanted);
    unwanted.forEach(part -> parts.add("not (" + part + ")"));
    return String.join(" and ", parts);
  }

  @Override
  public String any(List<String> operands) {
    return "(" + String.join(" or ", operands) + ")";
  }
}
