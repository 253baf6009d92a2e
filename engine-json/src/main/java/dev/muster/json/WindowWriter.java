// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Window;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Writes windows, as one member; none is all time. */
final class WindowWriter implements Window.Visitor<JsonWriter> {

  private final JsonWriter out;

  WindowWriter(JsonWriter out) {
    this.out = out;
  }

  @Override
  public JsonWriter ever(Window.Ever window) {
    return out;
  }

  @Override
  public JsonWriter last(Window.Last window) {
    return window(members -> members.duration("last", window.duration()));
  }

  @Override
  public JsonWriter ago(Window.Ago window) {
    List<String> edges =
        List.of(DurationText.print(window.from()), DurationText.print(window.to()));
    return window(members -> members.name("ago").array(edges, members::text));
  }

  @Override
  public JsonWriter between(Window.Between window) {
    List<Instant> edges = List.of(window.from(), window.to());
    return window(members -> members.name("between").literals(edges));
  }

  @Override
  public JsonWriter since(Window.Since window) {
    return window(members -> members.name("since").literal(window.from()));
  }

  @Override
  public JsonWriter before(Window.Before window) {
    return window(members -> members.name("before").literal(window.to()));
  }

  @Override
  public JsonWriter calendarDays(Window.CalendarDays window) {
    return window(
        members ->
            members
                .name("calendarDays")
                .whole(window.days())
                .name("zone")
                .text(window.zone().getId())
                .flag("excludingToday", window.today() == Window.Today.EXCLUDED));
  }

  private JsonWriter window(Consumer<JsonWriter> members) {
    return out.name("window").object(members);
  }
}
