// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand over plain TCP: any header can be sent, Host included. */
public final class RawHttp {
  private RawHttp() {}

  /** What came back; header names in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** A header, empty when there is none. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  public static Answer get(String origin, String path, Map<String, String> headers) {
    return send(origin, "GET", path, headers, "");
  }

  public static Answer post(String origin, String path, String body) {
    return send(origin, "POST", path, Map.of("Content-Type", "application/json"), body);
  }

  private static Answer send(
      String origin, String method, String path, Map<String, String> headers, String body) {
    URI uri = URI.create(origin);
    Map<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("Host", uri.getAuthority());
    all.put("Connection", "close");
    all.put("Content-Length", "" + body.getBytes(StandardCharsets.UTF_8).length);
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    return exchange(origin, request.append("\r\n").append(body).toString());
  }

  /** Sends exactly this text. */
  public static Answer exchange(String origin, String request) {
    URI uri = URI.create(origin);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads as much as the answer says that it has: the server closes a little later. */
  private static Answer read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the connection ended within the headers: " + head);
      }
      head.append((char) octet);
    }
    String[] lines = head.toString().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines) {
      String[] pair = line.split(": ", 2);
      if (pair.length == 2) {
        headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }
}
