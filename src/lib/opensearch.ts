/** OpenSearch 1.1: a browser that has seen it searches the site from its address bar. */
import { SITE_NAME } from './labels.ts';
import { urls } from './urls.ts';
import { escapeXml } from './xml.ts';

/** @param absolute site path → full address */
export const openSearch = (absolute: (path: string) => string): string => `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${SITE_NAME}</ShortName>
<Description>说现象、贴提示、写错误码或编号都行</Description>
<Language>zh-CN</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Image type="image/svg+xml">${escapeXml(absolute(urls.asset('favicon.svg')))}</Image>
<Url type="text/html" method="get" template="${escapeXml(`${absolute(urls.search())}?q={searchTerms}`)}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="${escapeXml(absolute(urls.asset('opensearch.xml')))}"/>
</OpenSearchDescription>
`;
