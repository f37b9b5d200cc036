// The part of word-extractor that is used; the package has no types.
declare module 'word-extractor' {
  interface Document {
    getBody(): string
    getHeaders(options?: { includeFooters?: boolean }): string
    getTextboxes(options?: { includeHeadersAndFooters?: boolean; includeBody?: boolean }): string
  }
  class WordExtractor {
    extract(source: string | Buffer): Promise<Document>
  }
  export = WordExtractor
}
