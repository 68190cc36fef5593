-- Copies the first :made reports of a made ledger. Numbers and ids of the copy are moved by :move.
INSERT INTO report SELECT number + :move, substr(id, 1, 8) || printf('%08x', :move / 1000000 + number), title, outlet, date(day, '+' || (:move / 10000000) || ' days'), published, modified, byline, section, language, kind, skipped, url || '/' || :move, input, captured, sha256, text_sha256, run, text FROM report WHERE number <= :made;
INSERT INTO input (name, outcome, why, report, bytes, sha256, run) SELECT name || '.' || :move, outcome, why, report + :move, bytes, sha256, run FROM input WHERE report <= :made;
INSERT INTO block SELECT report + :move, n, kind, start, end, of FROM block WHERE report <= :made;
INSERT INTO entity SELECT number + :move, report + :move, id, name, kind, of + :move, aliases, folded FROM entity WHERE report <= :made;
INSERT INTO mention SELECT entity + :move, start, end, form FROM mention WHERE entity < 10000000;
INSERT INTO role SELECT entity + :move, start, end, text, organisation, former FROM role WHERE entity < 10000000;
INSERT INTO attribution SELECT number + :move, report + :move, id, form, speaker + :move, source, cue, source_kind, flags, anonymity, parent, carried_from, link, link_score, score, uncertain, why FROM attribution WHERE report <= :made;
INSERT INTO attribution_span SELECT attribution + :move, part, start, end FROM attribution_span WHERE attribution < 10000000;
INSERT INTO claim SELECT number + :move, report + :move, id, attribution + :move, source, content, status, strength, polarity, voice, factuality, triggers, chain, start, end, why FROM claim WHERE report <= :made;
INSERT INTO figure SELECT number + :move, report + :move, id, text, low + :move / 10000000, high + :move / 10000000, unit, per, of, role, direction, modifier, attribution + :move, attribution_left_out, start, end, why FROM figure WHERE report <= :made;
INSERT INTO time SELECT number + :move, report + :move, id, text, type, value, mod, date(begins, '+' || (:move / 10000000) || ' days'), date(ends_before, '+' || (:move / 10000000) || ' days'), anchor, of, attribution + :move, attribution_left_out, start, end, why FROM time WHERE report <= :made;
INSERT INTO source_entity SELECT entity + :move, source, why FROM source_entity WHERE entity < 10000000;
INSERT INTO saved SELECT report + :move, records FROM saved WHERE report <= :made;
INSERT INTO claim_fts (rowid, content, source) SELECT number, content, source FROM claim WHERE number > :move;
INSERT INTO report_fts (rowid, title, text) SELECT number, title, text FROM report WHERE number > :move;
