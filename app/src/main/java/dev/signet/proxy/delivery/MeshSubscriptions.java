// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.delivery;

import com.google.common.net.InetAddresses;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.Endpoints;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.proxy.ProxyPlacement;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.envoy.SecretOwners;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.proxy.stream.Subscription;
import dev.signet.proxy.stream.Subscriptions;
import java.net.InetAddress;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ties each connected proxy to its mesh and registers where it answers: one place for each
 * identity, whatever its streams claim.
 */
public final class MeshSubscriptions implements Subscriptions {
  private final MeshViews views;
  private final Endpoints endpoints;
  private final SecretMaterial material;
  private final ProxyAuthenticator authenticator;
  private final SecretOwners owners = new SecretOwners();

  public MeshSubscriptions(
      MeshViews views,
      Endpoints endpoints,
      SecretMaterial material,
      ProxyAuthenticator authenticator) {
    this.views = views;
    this.endpoints = endpoints;
    this.material = material;
    this.authenticator = authenticator;
  }

  @Override
  public Subscription open(ConnectedProxy proxy, Runnable onChange) {
    ProxyResource resource = ProxyResource.of(proxy.identity().resourceArn());
    MeshKey mesh = new MeshKey(resource.home(), resource.mesh());
    MeshSubscription subscription =
        new MeshSubscription(
            views,
            mesh,
            proxy,
            new MeshSubscription.Secrets(material, owners),
            () -> isInForce(proxy.identity()),
            onChange);
    Endpoints.Presence presence;
    try {
      subscription.current(); // refuses a resource that does not exist, before anything is recorded
      presence = arrive(proxy, resource);
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
    return subscription.until(presence::close);
  }

  private boolean isInForce(ProxyIdentity identity) {
    try {
      authenticator.requireInForce(identity);
      return true;
    } catch (Refusal ended) {
      return false;
    }
  }

  private Endpoints.Presence arrive(ConnectedProxy proxy, ProxyResource resource) {
    return resource.kind() == ProxyResource.Kind.VIRTUAL_NODE
        ? endpoints.arrive(
            resource.arn(),
            proxy.identity().joinedWith(),
            proxy.identity().spiffeId(),
            place(proxy))
        : () -> {};
  }

  private static Endpoints.Place place(ConnectedProxy proxy) {
    SortedMap<Integer, Endpoint> binds = new TreeMap<>();
    proxy
        .node()
        .placement()
        .ingressBind()
        .forEach((port, bind) ->
            binds.put(port, new Endpoint(reachable(bind.address(), proxy), bind.port())));
    return new Endpoints.Place(address(proxy), binds);
  }

  private static String address(ConnectedProxy proxy) {
    ProxyPlacement placement = proxy.node().placement();
    return placement.bindAddress().map(bound -> reachable(bound, proxy)).orElse(proxy.address());
  }

  /** A proxy that binds every address is reached where it came from. */
  private static String reachable(String bound, ConnectedProxy proxy) {
    InetAddress address = InetAddresses.forString(bound);
    return address.isAnyLocalAddress() ? proxy.address() : bound;
  }
}
