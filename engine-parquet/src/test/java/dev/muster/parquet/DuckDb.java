// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another implementation of the format, to write what is read here and to read what is written. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
    execute("SET TimeZone = 'UTC'");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes the result of {@code select} to {@code file}. */
  void copy(String select, Path file, String options) throws SQLException {
    execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet" + options + ")");
  }

  /** Rows, with {@code FILE} for what a file holds, as texts of their columns; null for NULL. */
  List<List<String>> rows(String select, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(select.replace("FILE", "read_parquet('" + file + "')"))) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
