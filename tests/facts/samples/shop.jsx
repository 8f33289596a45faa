import "./style.css";
import React, { useState as useValue } from "react";
import * as d3 from "d3";
import { Link } from "react-router-dom";
import { price } from "./catalog.js";

export { total } from "./total.js";
export * from "./tax.js";

export default function Shelf({ books, onBuy }) {
  const [term, setTerm] = useValue("");
  const { data: shown } = d3.group(books, (book) => book.kind);
  return (
    <>
      <input value={term} onChange={(event) => setTerm(event.target.value)} />
      {books.map((book) => (
        <Link key={book.id} to={`/books/${book.id}`} title="open">
          {price(book)} {shown}
        </Link>
      ))}
      <Link.Item dangerouslySetInnerHTML={{ __html: term }} />
      <button type="submit" onClick={() => onBuy(term)} />
    </>
  );
}
