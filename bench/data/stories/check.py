#!/usr/bin/env python3
"""Checks the invented stories: check.py [seen|held] (both without an argument). It prints counts only, never texts,
so that it can be run on the held half. Exit 1 with the place of the first fault."""
import collections, datetime, json, os, sys
ROOT = os.path.dirname(os.path.abspath(__file__))
RELATIONS = {'first', 'same', 'rounded', 'updated', 'conflict', 'outdated'}
KINDS = {'original', 'verbatim', 'trimmed', 'reworded'}
ALTERED = {'quote', 'figure', 'name', 'time', 'status', 'source'}
halves = sys.argv[1:] or ['seen', 'held']
all_reports, total, urls = {}, collections.Counter(), {}

def load(half, story):
    d = os.path.join(ROOT, half, story)
    reports = [json.loads(l) for l in open(d + '/reports.jsonl', encoding='utf-8')]
    return reports, json.load(open(d + '/truth.json', encoding='utf-8'))

def found(reports, rid, words, where):
    assert words, (where, rid, 'empty words')
    r = reports[rid]
    assert words in r['text'] or words in r['title'], (where, rid, words)
    total['words checked'] += 1

def walk(reports, x, where):
    """every dict with report and words, at any depth"""
    if isinstance(x, dict):
        if 'report' in x and 'words' in x:
            found(reports, x['report'], x['words'], where)
        for k, v in x.items():
            walk(reports, v, where + '.' + k)
    elif isinstance(x, list):
        for v in x:
            walk(reports, v, where)

for half in halves:
    stories = sorted(s for s in os.listdir(os.path.join(ROOT, half)) if s.startswith('s'))
    assert len(stories) == 10, (half, stories)
    for story in stories:
        rows, t = load(half, story)
        assert 6 <= len(rows) <= 12, (story, len(rows))
        R = {}
        for r in rows:
            assert set(r) == {'id', 'outlet', 'url', 'published', 'title', 'text'}, r['id']
            assert r['id'] not in all_reports, r['id']
            all_reports[r['id']] = R[r['id']] = r
            when = datetime.datetime.fromisoformat(r['published'])
            assert when.tzinfo, r['id']
            r['when'] = when
            n = len(r['text'].split())
            assert 90 <= n <= 260, (r['id'], n)
            total['words in texts'] += n
        assert set(t['reports']) == set(R), story
        roots = collections.defaultdict(list)
        for i, x in t['reports'].items():
            assert x['kind'] in KINDS and (x['kind'] == 'original') == (x['of'] is None), i
            total['kind ' + (x['kind'] if not x.get('version_of') else 'version')] += 1
            if x['of'] is None:
                roots[x['family']].append(i)
            else:
                assert x['of'] in R and t['reports'][x['of']]['family'] == x['family'], i
                assert R[x['of']]['when'] <= R[i]['when'], (i, 'earlier than', x['of'])
            if x['credit']:
                found(R, i, x['credit'], 'credit'); total['credits'] += 1
            u = R[i]['url']
            assert (u in urls) == bool(x.get('version_of')), (i, u)
            urls[u] = i
        assert all(len(v) == 1 for v in roots.values()) and len(roots) == t['families'], story
        joined = sum(len(j['families']) - 1 for j in t['joined'])
        assert t['independent'] == t['families'] - joined, story
        walk(R, {k: v for k, v in t.items() if k != 'reports'}, story)
        for s in t['slots']:
            seen = set()
            for v in s['values']:
                assert v['relation'] in RELATIONS, (story, s['name'])
                assert v['relation'] == 'first' or v['to'] in R, (story, s['name'], v)
                total['slot ' + v['relation'] + (' (copies)' if v.get('by_copy') else '')] += 1
                seen.add(v['report'])
            total['slots'] += 1
            for v in s['values']:
                assert v['to'] is None or v['to'] in seen, (story, s['name'], v)
        for a in t['altered']:
            assert a['kind'] in ALTERED, (story, a)
            found(R, a['of'], a['words_of'], 'altered'); found(R, a['in'], a['words'], 'altered')
            assert a['was'] in a['words_of'] and a['is'] in a['words'] and a['was'] != a['is'], (story, a)
            total['altered ' + a['kind']] += 1
        for v in t['versions']:
            a, b = v['ids']
            assert R[a]['url'] == R[b]['url'] == v['address'] and R[a]['when'] < R[b]['when'], v['ids']
            total['versions'] += 1
            total['versions with notice' if v['notice'] else 'versions without change' if not v['changed'] else 'versions silent'] += 1
            if v['notice']:
                found(R, b, v['notice_words'], 'notice')
            if not v['changed']:
                assert R[a]['text'] == R[b]['text'], v['ids']
            for c in v['changed']:
                total['version change ' + c['kind']] += 1
                if c['words_of']: found(R, a, c['words_of'], 'version')
                if c['words']: found(R, b, c['words'], 'version')
                assert c['was'] in c['words_of'] and c['is'] in c['words'], c
        for d in t['distinct_people']:
            assert d['a'] in t['people'] and d['b'] in t['people'], d
        for k in ('denials', 'contradictions', 'only_in_one', 'only_unnamed', 'same_ending', 'distinct_people', 'primary_sources'):
            total[k] += len(t[k])
        for d in t['distractors']:
            total['distractor ' + d['kind']] += 1
        total['people'] += len(t['people'])
        total['people with more than one spelling or form'] += sum(len({m['mention'] for m in v}) > 1 for v in t['people'].values())
        total['families'] += t['families']; total['independent'] += t['independent']
        total['stories'] += 1; total['reports'] += len(rows)
for half in halves:
    c = json.load(open(os.path.join(ROOT, half, 'cross.json')))
    for k in ('distinct_people', 'same_people'):
        total['cross-story ' + k] += len(c[k])
        for d in c[k]:
            for side in ('a', 'b'):
                for p in d[side]['places']:
                    if p['report'] in all_reports: found(all_reports, p['report'], p['words'], 'cross')
    total['look-alike pairs'] += len(c['look_alikes'])
p = [json.loads(l) for l in open(os.path.join(ROOT, 'pairs.jsonl'))]
assert len(p) == 300 and len({(x['a'], x['b']) for x in p}) == 300
for n, x in enumerate(p, 1):
    assert x['figures'] in ('equal', 'rounded', 'conflict', 'none') and x['a'] != x['b'] and x['genre'], n
    assert x['same'] or x['figures'] == 'none', n
    total[f"pairs {'held' if n % 2 else 'dev'} {'same' if x['same'] else 'not'} {x['figures'] if x['same'] else x['why']}"] += 1
for k in sorted(total):
    print(f'{total[k]:6}  {k}')
