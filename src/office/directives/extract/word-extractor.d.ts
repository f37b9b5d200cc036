// The part of word-extractor that is used; the package has no types.
declare module 'word-extractor' {
  interface Document {
    getBody(options?: { filterUnicode?: boolean }): string
    getHeaders(options?: { includeFooters?: boolean; filterUnicode?: boolean }): string
    getTextboxes(options?: {
      includeHeadersAndFooters?: boolean
      includeBody?: boolean
      filterUnicode?: boolean
    }): string
  }
  class WordExtractor {
    extract(source: string | Buffer): Promise<Document>
  }
  export = WordExtractor
}
