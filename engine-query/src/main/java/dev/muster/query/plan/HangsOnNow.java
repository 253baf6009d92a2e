// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Window;

/**
 * Whether a window begins at a distance from now, rather than at an instant or with time itself.
 */
enum HangsOnNow implements Window.Visitor<Boolean> {
  INSTANCE;

  @Override
  public Boolean ever(Window.Ever window) {
    return false;
  }

  @Override
  public Boolean last(Window.Last window) {
    return true;
  }

  @Override
  public Boolean ago(Window.Ago window) {
    return true;
  }

  @Override
  public Boolean between(Window.Between window) {
    return false;
  }

  @Override
  public Boolean since(Window.Since window) {
    return false;
  }

  @Override
  public Boolean before(Window.Before window) {
    return false;
  }

  @Override
  public Boolean calendarDays(Window.CalendarDays window) {
    return true;
  }
}
