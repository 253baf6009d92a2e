// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a load has come, as a bar on a terminal, or not shown at all. Confined to one thread. */
public final class LoadProgress implements AutoCloseable {

  /** A fixed width asks no terminal library for the real one. */
  private static final int WIDTH = 100;

  private static final int UPDATE_INTERVAL_MILLIS = 200;

  /** Steps between two calls of the bar, which are dear compared with an event. */
  private static final int STRIDE = 1_024;

  private final @Nullable ProgressBar bar;
  private long steps;

  private LoadProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** A bar that shows nothing. */
  public static LoadProgress hidden() {
    return new LoadProgress(null);
  }

  /**
   * A bar on {@code terminal}.
   *
   * @param task what is being loaded
   * @param stepsMax how many steps there will be, or -1 if nobody knows
   */
  public static LoadProgress shown(PrintStream terminal, String task, long stepsMax) {
    return new LoadProgress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(stepsMax)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_INTERVAL_MILLIS)
            .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
            .build());
  }

  /** One more is done. */
  public void step() {
    steps++;
    if (bar != null && steps % STRIDE == 0) {
      bar.stepTo(steps);
    }
  }

  /** So many are done. */
  public void stepTo(long done) {
    steps = done;
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.stepTo(steps);
      bar.close();
    }
  }
}
