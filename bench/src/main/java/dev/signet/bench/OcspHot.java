// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.bench.OcspQuestions.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that are kept, beside peers that serve what others signed. */
final class OcspHot {
  /** How many are asked about, again and again. */
  static final int ASKED = 10_000;

  private static final double GOAL_OF_NGINX = 0.6;
  private static final double GOAL_OF_CFSSL = 1.3;
  private static final double GOAL_MILLIS = 5;
  private static final Duration PEERS_WARM_UP = Duration.ofSeconds(1);
  private static final Duration PACED = Duration.ofSeconds(10);

  private final Scratch scratch;
  private final OcspScene scene;
  private final Duration time;
  private final int rounds;
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  OcspHot(Scratch scratch, OcspScene scene, Duration time, int rounds) {
    this.scratch = scratch;
    this.scene = scene;
    this.time = time;
    this.rounds = rounds;
  }

  /** Prints what was found, and answers it for the record. */
  Map<String, Object> measure(Duration warmUp) {
    List<byte[]> gets = scene.requests(Method.GET, 0, ASKED);
    List<byte[]> posts = scene.requests(Method.POST, 0, ASKED);
    List<byte[]> answers = Load.once(scene.target(), posts, ASKED).bodies();
    PeerProcess nginx = OcspPeers.nginx(scratch, answers.getFirst());
    PeerProcess cfssl = OcspPeers.ocspserve(scratch, answers);
    Contender get = own("Signet, GET", gets);
    Contender post = own("Signet, POST", posts);
    Contender file = nginx.contender("nginx, a file", List.of(OcspPeers.nginxRequest(nginx)));
    Contender otherGet = cfssl.contender("cfssl ocspserve, GET", withoutTwoSlashes(gets));
    Contender otherPost = cfssl.contender("cfssl ocspserve, POST", posts);
    List<Contender> all = List.of(get, file, otherGet, post, otherPost);
    Load.run(scene.target(), gets, warmUp.dividedBy(2), 0);
    Load.run(scene.target(), posts, warmUp.dividedBy(2), 0);
    all.forEach(each -> Load.run(each.target(), each.requests().get(), PEERS_WARM_UP, 0));
    Contender.compete(all, time, rounds);
    all.forEach(each -> numbers.put(each.name(), each.found()));
    goal("GET of nginx", get.ratio(file), GOAL_OF_NGINX);
    goal("POST of nginx's GET", post.ratio(file), GOAL_OF_NGINX);
    goal("GET of cfssl", get.ratio(otherGet), GOAL_OF_CFSSL);
    goal("POST of cfssl", post.ratio(otherPost), GOAL_OF_CFSSL);
    paced(get);
    paced(post);
    numbers.put("asked", ASKED);
    numbers.put("answer_octets", answers.getFirst().length);
    end(nginx);
    end(cfssl);
    return numbers;
  }

  /** CFSSL redirects the others to where no answer is. */
  private static List<byte[]> withoutTwoSlashes(List<byte[]> gets) {
    List<byte[]> plain =
        gets.stream()
            .filter(get -> !new String(get, StandardCharsets.US_ASCII).contains("%2F%2F"))
            .toList();
    if (plain.isEmpty()) {
      throw new BenchFailed("the hash of the CA has two slashes, which CFSSL does not answer");
    }
    return plain;
  }

  private Contender own(String name, List<byte[]> requests) {
    return new Contender(name, scene.target(), scene.server().pid(), () -> requests);
  }

  private void goal(String name, double ratio, double goal) {
    Figures.goal(
        "kept, " + name, "%.2f times".formatted(ratio), ">= %.1f".formatted(goal), ratio >= goal);
    numbers.put(name, Figures.rounded(ratio));
  }

  private void paced(Contender contender) {
    double rate = contender.perSecond() / 2;
    Timings timings = PacedLoad.run(contender.target(), contender.requests().get(), rate, PACED);
    paced(contender.name(), rate, timings, numbers);
  }

  /** Tells of a load at half of what was measured. */
  static void paced(String name, double rate, Timings timings, Map<String, Object> numbers) {
    Figures.goal(
        name + ", at half load, p99",
        "%.2f ms at %.0f/s".formatted(timings.percentile(99), rate),
        "< %.0f ms".formatted(GOAL_MILLIS),
        timings.percentile(99) < GOAL_MILLIS);
    numbers.put(name + ", at half load", timings.numbers());
  }

  private static void end(PeerProcess peer) {
    peer.process().destroy();
    peer.process().onExit().join();
  }
}
