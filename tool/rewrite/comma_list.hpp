#pragma once

#include <string>

namespace ptools::tool {

/// A list of C++ with commas.
class comma_list {
public:
  void add(const std::string& item) {
    text_ += text_.empty() ? "" : ", ";
    text_ += item;
  }
  const std::string& text() const { return text_; }

private:
  std::string text_;
};

} // namespace ptools::tool
