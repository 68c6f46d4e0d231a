// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * An authoritative DNS server on loopback: real packets over UDP and TCP, and updates with a key.
 */
public final class DnsServer implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
  private final Set<Name> failing = ConcurrentHashMap.newKeySet();
  private final Optional<TSIG> key;
  private final List<Name> asked = new CopyOnWriteArrayList<>();

  private DnsServer(ServerSocket tcp, DatagramSocket udp, Optional<TSIG> key) {
    this.tcp = tcp;
    this.udp = udp;
    this.key = key;
    Thread.ofVirtual().name("dns-udp").start(this::serveUdp);
    Thread.ofVirtual().name("dns-tcp").start(this::serveTcp);
  }

  /** One that nobody may update. */
  public static DnsServer open() {
    return open(Optional.empty());
  }

  /**
   * One whose zones may be updated.
   *
   * @param key {@code ALGORITHM:NAME:BASE64}
   */
  public static DnsServer updatedWith(String key) {
    String[] parts = key.split(":", -1);
    return open(Optional.of(new TSIG(parts[0], parts[1], parts[2])));
  }

  private static DnsServer open(Optional<TSIG> key) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      ServerSocket tcp = new ServerSocket(0, 50, loopback);
      return new DnsServer(tcp, new DatagramSocket(tcp.getLocalPort(), loopback), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, {@code IP:PORT}. */
  public String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /** Sets the only CNAME record of a name. */
  public void cname(String name, String target) {
    Name at = name(name);
    records.put(at, List.of(new CNAMERecord(at, DClass.IN, 1, name(target))));
  }

  /** Adds a CAA record. */
  public void caa(String name, int flags, String tag, String value) {
    Name at = name(name);
    records
        .computeIfAbsent(at, _ -> new CopyOnWriteArrayList<>())
        .add(new CAARecord(at, DClass.IN, 1, flags, tag, value));
  }

  /** Takes all records of a name away. */
  public void remove(String name) {
    records.remove(name(name));
    failing.remove(name(name));
  }

  /** Answers SERVFAIL for a name from now on. */
  public void fail(String name) {
    failing.add(name(name));
  }

  /** How often somebody asked for a name. */
  public long asked(String name) {
    return asked.stream().filter(name(name)::equals).count();
  }

  private void serveUdp() {
    byte[] buffer = new byte[LARGEST];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = answer(in.readNBytes(in.readUnsignedShort()));
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
      } catch (IOException e) {
        // closed, or the client went away
      }
    }
  }

  private byte[] answer(byte[] octets) throws IOException {
    Message query = new Message(octets);
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    response.getHeader().setFlag(Flags.AA);
    response.getHeader().setOpcode(query.getHeader().getOpcode());
    Record question = query.getQuestion();
    response.addRecord(question, Section.QUESTION);
    if (query.getHeader().getOpcode() == Opcode.UPDATE) {
      response.getHeader().setRcode(update(query, octets));
      key.ifPresent(shared -> response.setTSIG(shared, Rcode.NOERROR, query.getTSIG()));
    } else {
      find(response, question);
    }
    return response.toWire(LARGEST);
  }

  private void find(Message response, Record question) {
    asked.add(question.getName());
    if (failing.contains(question.getName())) {
      response.getHeader().setRcode(Rcode.SERVFAIL);
      return;
    }
    @Nullable List<Record> found = records.get(question.getName());
    if (found == null) {
      response.getHeader().setRcode(Rcode.NXDOMAIN);
      return;
    }
    found.stream()
        .filter(each -> each.getType() == question.getType())
        .forEach(each -> response.addRecord(each, Section.ANSWER));
  }

  /** Deletions of a set, and additions: what a hook sends. */
  private int update(Message query, byte[] octets) {
    if (key.isEmpty() || key.get().verify(query, octets, null) != Rcode.NOERROR) {
      return Rcode.REFUSED;
    }
    for (Record change : query.getSection(Section.UPDATE)) {
      records.remove(change.getName());
      if (change.getDClass() == DClass.IN) {
        records.put(change.getName(), List.of(change));
      }
    }
    return Rcode.NOERROR;
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    try {
      tcp.close();
      udp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
