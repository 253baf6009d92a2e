// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Customers;
import dev.muster.benchmarks.workload.Workload;
import java.util.function.IntPredicate;

/**
 * A bit for each profile and each value of an attribute that a question names, how many profiles
 * have each country, city and age, and the two columns that are looked up row by row.
 */
final class ProfileBits {

  private static final int COUNTRIES = 50;
  private static final int CITIES = 5_000;
  private static final int AGES = 128;

  final int rows;
  final int[] countryCounts = new int[COUNTRIES];
  final int[] cityCounts = new int[CITIES];
  final int[] ageCounts = new int[AGES];

  /** By age; of every age that a question asks for. */
  final long[][] ages = new long[AGES][];

  final long[][] countries = new long[3][];
  final long[] free;
  final long[] pro;
  final long[] enterprise;
  final long[] ios;
  final long[] consent;
  final long[] tag3;
  final long[] tag5;
  final byte[] country;
  final int[] ltv;

  ProfileBits(Customers customers) {
    rows = customers.count();
    country = customers.country.clone();
    ltv = customers.ltv.clone();
    for (int row = 0; row < rows; row++) {
      countryCounts[country[row]]++;
      cityCounts[customers.city[row]]++;
      ageCounts[customers.age[row]]++;
    }
    for (int age = 25; age <= 45; age++) {
      int wanted = age;
      ages[age] = bits(row -> customers.age[row] == wanted);
    }
    for (int c = 0; c < countries.length; c++) {
      int wanted = c;
      countries[c] = bits(row -> customers.country[row] == wanted);
    }
    free = plan(customers, "free");
    pro = plan(customers, "pro");
    enterprise = plan(customers, "enterprise");
    int device = Workload.deviceNames().indexOf("ios");
    ios = bits(row -> customers.device[row] == device);
    consent = bits(row -> customers.consent[row]);
    tag3 = tag(customers, 3);
    tag5 = tag(customers, 5);
  }

  private long[] plan(Customers customers, String name) {
    int plan = Workload.planNames().indexOf(name);
    return bits(row -> customers.plan[row] == plan);
  }

  private long[] tag(Customers customers, int tag) {
    return bits(
        row -> {
          for (short has : customers.tags[row]) {
            if (has == tag) {
              return true;
            }
          }
          return false;
        });
  }

  private long[] bits(IntPredicate test) {
    long[] words = Words.forRows(rows);
    for (int row = 0; row < rows; row++) {
      if (test.test(row)) {
        Words.set(words, row);
      }
    }
    return words;
  }

  /** Bytes. */
  long sizeBytes() {
    long bitsets = 21 + countries.length + 7;
    return bitsets * free.length * 8 + rows * 5L;
  }
}
