/*! Headwater: where visitors come from. One line on your pages; see "On your pages" in the README. */
(function (w, d) {
  'use strict';
  if (w.headwater) return;
  var tag = d.currentScript || d.querySelector('script[src*="headwater.js"]');
  function option(name) { return (tag && tag.getAttribute('data-' + name)) || ''; }

  var NAME = 'headwater';
  var VISIT = 18e5; // a visit ends after half an hour without a page
  var MARKS = /[?&#](utm_|mtm_|matomo_|pk_|piwik_|hsa_|gad_|mc_[ce]id|[^=&#]*cl(ick)?_?id|[^=&#]*braid|[^=&#]*_tid|epik|srsltid|irgwc|mkevt|s_kwcid)/i;
  var days = +option('days') || 400;
  var domain = option('domain').toLowerCase();
  var cookie = option('store') === 'cookie';
  var longest = cookie ? 480 : 1500; // three addresses have to fit into a cookie of 4 KB
  var known = null; // {v: visitor, f: first touch, l: last one that something led to, c: this visit, a: last seen, k: consent}
  var allowed = false;

  function attempt(work, otherwise) { try { return work(); } catch (e) { return otherwise; } }

  function read() {
    var text = attempt(function () {
      var found = cookie ? d.cookie.match(/(?:^|; )headwater=([^;]*)/) : [0, w.localStorage.getItem(NAME)];
      return found && (cookie ? decodeURIComponent(found[1]) : found[1]);
    });
    var value = attempt(function () { return JSON.parse(text); });
    return value && value.f && value.c && Date.now() - value.a < days * 864e5 ? value : null;
  }

  function write(text) {
    if (!cookie) {
      if (text) w.localStorage.setItem(NAME, text); else w.localStorage.removeItem(NAME);
      return;
    }
    d.cookie = NAME + '=' + encodeURIComponent(text) + ';path=/;SameSite=Lax;max-age=' + (text ? days * 86400 : 0) +
      (domain ? ';domain=' + domain : '') + (w.location.protocol === 'https:' ? ';Secure' : '');
  }

  function keep() {
    if (allowed) attempt(function () { write(JSON.stringify(known)); });
  }

  function random() {
    var bytes = attempt(function () { return w.crypto.getRandomValues(new Uint8Array(16)); }, []), text = '';
    for (var i = 0; i < 16; i++) text += ((bytes[i] === undefined ? Math.random() * 256 : bytes[i]) | 256).toString(16).slice(1);
    return text;
  }

  function isOurs(address) {
    var host = (address.match(/^\w+:\/\/(?:[^\/?#]*@)?([^\/?#:]*)/) || [])[1] || '';
    var own = domain.replace(/^\./, '') || w.location.hostname.replace(/^www\./, '');
    return !host || host === own || host.slice(-own.length - 1) === '.' + own;
  }

  function query(address) { return address.replace(/^[^?#]*/, ''); }

  // Looks at the page: a new touch, or another page of the same visit?
  function see(referrer) {
    var now = Date.now();
    var touch = { t: new Date(now).toISOString(), u: String(w.location.href).slice(0, longest), r: referrer.slice(0, 200) };
    var led = MARKS.test(touch.u) || !isOurs(referrer);
    if (isOurs(referrer)) touch.r = '';
    if (!known) {
      known = { v: random(), f: touch, l: touch, c: touch };
    } else if (now - known.a > VISIT || led && (query(known.c.u) !== query(touch.u) || touch.r && known.c.r !== touch.r)) {
      known.c = touch;
      if (led) known.l = touch;
    }
    known.a = now;
    keep();
  }

  function earlier() {
    var told = [], seen = [known.c.t];
    [known.f, known.l].forEach(function (touch) {
      if (seen.indexOf(touch.t) < 0) {
        seen.push(touch.t);
        told.push({ occurredAt: touch.t, landingUrl: touch.u, referrer: touch.r });
      }
    });
    return told;
  }

  // What POST /v1/leads:resolve takes; the fields of the argument come on top.
  function body(more) {
    var told = { landingUrl: known.c.u, referrer: known.c.r }, past = earlier();
    if (allowed) told.visitorId = known.v;
    if (past.length) told.earlier = past;
    for (var name in more || {}) told[name] = more[name];
    return told;
  }

  var names = {};
  option('fields').split(',').forEach(function (pair) {
    var parts = pair.split('=');
    if (parts[1]) names[parts[0].trim()] = parts[1].trim();
  });

  // Fills form fields: <input type="hidden" name="headwater_body">, or named as data-fields says.
  function fill(root) {
    var told = body(), first = known.f;
    var values = {
      body: JSON.stringify(told), visitorId: told.visitorId, landingUrl: told.landingUrl, referrer: told.referrer,
      touchedAt: known.c.t, firstLandingUrl: first.u, firstReferrer: first.r, firstTouchedAt: first.t
    };
    attempt(function () {
      for (var key in values) {
        var fields = (root || d).querySelectorAll('input[name="' + (names[key] || 'headwater_' + key) + '"]');
        for (var i = 0; i < fields.length; i++) fields[i].value = values[key] || '';
      }
    });
  }

  function consent(given) {
    allowed = !!given;
    if (allowed) {
      known = read() || known;
      known.k = 1;
      see(d.referrer);
    } else {
      known = null; // the past goes, and with it the visitor's name
      attempt(function () { write(''); });
      see(d.referrer);
    }
    fill();
  }

  // Pages that change without being loaded: the address is looked at, and nobody came from anywhere.
  function moved() { see(''); w.setTimeout(fill, 0); }
  ['pushState', 'replaceState'].forEach(function (name) {
    attempt(function () {
      var original = w.history[name];
      w.history[name] = function () {
        var result = original.apply(this, arguments);
        attempt(moved);
        return result;
      };
    });
  });
  w.addEventListener('popstate', moved);
  d.addEventListener('DOMContentLoaded', function () { fill(); });
  d.addEventListener('submit', function (event) { fill(event.target); }, true);

  var mode = option('consent'), n = w.navigator, stored = read();
  var refuses = n.globalPrivacyControl === true || n.doNotTrack === '1';
  // Consent that was given stands in what is stored; taken back, it went with the rest.
  allowed = mode === 'given' || !!(stored && stored.k) || mode !== 'required' && !refuses;
  if (allowed) known = stored; else if (stored) attempt(function () { write(''); });
  see(d.referrer);
  fill();
  w.headwater = { body: body, consent: consent, fill: fill };
})(window, document);
