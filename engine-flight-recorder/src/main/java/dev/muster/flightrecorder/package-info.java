// SPDX-License-Identifier: Apache-2.0
/** What an engine does, as events of the JDK Flight Recorder. */
@NullMarked
package dev.muster.flightrecorder;

import org.jspecify.annotations.NullMarked;
